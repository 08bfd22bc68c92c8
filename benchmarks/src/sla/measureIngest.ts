import { TaskProcess } from '../tasks/TaskProcess';
import { formatNumber } from '../report/ReportTable';
import { NdjsonClient } from './NdjsonClient';
import type { PromisesMethods } from './promisesTask';
import type { RawMethods } from './rawTask';
import { SlaSubject } from './SlaSubject';
import { OBJECTIVES } from './promisedProducts';
import { SHARE_OF_RAW, STORED_PER_SECOND } from './slaTargets';
import { withPromisesPortal } from './withPromisesPortal';

const RAW = 'Plain rows upserted, the highest of three times';

/** A line in ten has been sent before. */
const REPEAT_EVERY = 10;

/**
 * Measures how many observations a second are taken: of plain rows, by the
 * store, and over HTTP.
 *
 * @returns the version of the database.
 */
export async function measureIngest(subject: SlaSubject): Promise<string> {
  const { target, size, table } = subject;
  const { products, hours } = size;
  const column = { database: target.name, entities: products };
  const count = products * OBJECTIVES.length * hours;

  const first = await upsertRaw(subject, 'before');
  const floors = [first.perSecond];

  for (const order of ['objective', 'time'] as const) {
    const database = target.configFor(`sla_store_${order}`);
    const task = TaskProcess.start<PromisesMethods>(
      require.resolve('./promisesTask'),
    );
    await task.call('open', database, products);
    const { savedMs, filedMs } = await task.call('save', order, hours);
    await task.stop();
    const what = `Observations stored, by ${order}`;
    const stored = (count * 1000) / savedMs;
    table.setTarget(what, '≥ 90,000 a second SQLite, ≥ 60,000 PostgreSQL');
    table.add(what, column, {
      seen: `${formatNumber(stored)} a second`,
      met: stored >= STORED_PER_SECOND[target.name],
    });
    table.add(`${what}, and filed in their days`, column, {
      seen: `${formatNumber((count * 1000) / (savedMs + filedMs))} a second`,
    });
  }

  const taken = new Map<string, number>();
  for (const order of ['objective', 'time'] as const) {
    const database = target.configFor(`sla_http_${order}`);
    const seeding = TaskProcess.start<PromisesMethods>(
      require.resolve('./promisesTask'),
    );
    const refs = await seeding.call('open', database, products);
    await seeding.call('close');
    await seeding.stop();
    await withPromisesPortal(database, async url => {
      const client = new NdjsonClient(url, {
        refs,
        hours,
        order,
        repeatEvery: REPEAT_EVERY,
      });
      const { lines, ms } = await client.sendAll();
      taken.set(order, (lines * 1000) / ms);
    });
    // Other work on the machine must not make the floor look low.
    floors.push((await upsertRaw(subject, `after_${order}`)).perSecond);
  }

  const floor = Math.max(...floors);
  table.add(RAW, column, {
    seen: `${formatNumber(floor)} a second (${floors
      .map(formatNumber)
      .join(', ')})`,
  });
  for (const [order, perSecond] of taken) {
    const what = `Observations over HTTP as NDJSON, one in ten sent before, by ${order}`;
    table.setTarget(what, '≥ 50 % of plain rows');
    table.add(what, column, {
      seen: `${formatNumber(perSecond)} a second, ${formatNumber(
        (100 * perSecond) / floor,
      )} %`,
      met: perSecond >= SHARE_OF_RAW * floor,
    });
  }
  return first.databaseVersion;
}

async function upsertRaw({ target, size }: SlaSubject, when: string) {
  const raw = TaskProcess.start<RawMethods>(require.resolve('./rawTask'));
  const result = await raw.call(
    'upsert',
    target.configFor(`sla_raw_${when}`),
    size.products * OBJECTIVES.length,
    size.hours,
  );
  await raw.stop();
  return result;
}
