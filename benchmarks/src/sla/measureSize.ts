import { formatNumber } from '../report/ReportTable';
import { TaskProcess } from '../tasks/TaskProcess';
import type { PromisesMethods } from './promisesTask';
import { SlaSubject } from './SlaSubject';
import { YEAR_GB } from './slaTargets';

const PRODUCTS = 1000;
const RETENTION_DAYS = 90;
const YEAR_DAYS = 365;
const GB = 1e9;

/**
 * Writes some weeks of hourly observations, and reckons from them what a year
 * of 1,000 products takes: observations for ninety days, their sums for all of
 * it.
 */
export async function measureSize({
  target,
  size,
  table,
}: SlaSubject): Promise<void> {
  const { sizedProducts, sizedDays } = size;
  const task = TaskProcess.start<PromisesMethods>(
    require.resolve('./promisesTask'),
  );
  await task.call('open', target.configFor('sla_size'), sizedProducts);
  const { whole, fixed, breaches, sums } = await task.call(
    'measureSize',
    sizedDays,
  );
  await task.stop();

  const perDay = (bytes: number) => bytes / sizedDays;
  const year =
    (fixed +
      RETENTION_DAYS * perDay(whole - sums) +
      YEAR_DAYS * perDay(sums + breaches)) *
    (PRODUCTS / sizedProducts);
  const what = 'A year of hourly observations of 1,000 products × 10';
  table.setTarget(what, '< 2 GB');
  table.addAtMost(
    what,
    { database: target.name, entities: size.products },
    { value: year / GB, limit: YEAR_GB, unit: 'GB' },
  );
  table.add(
    'A day of an objective with 24 observations, and without',
    { database: target.name, entities: size.products },
    {
      seen: [whole, sums]
        .map(
          bytes =>
            `${formatNumber(perDay(bytes) / (sizedProducts * 10))} bytes`,
        )
        .join(', '),
    },
  );
}
