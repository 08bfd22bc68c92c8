import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import {
  copyLog,
  inList,
  insertRows,
  isPostgres,
  recordset,
} from '../database';
import { Arrival, packArrival, unpackArrival } from './Arrival';
import { makeDue } from './dueObjectives';
import { dayOf, ObjectiveObservation, ObservationDay } from './ObservationDay';

/**
 * An observation of one objective, and which of the request's items it is of.
 *
 * @typeParam T - what stands for the item
 */
export interface IncomingObservation<T = number> {
  objectiveId: number;
  /** The objective's name. */
  objective: string;
  /** Observations after this time are not filed yet, epoch ms; absent when none is. */
  observedThrough?: number;
  observation: ObjectiveObservation;
  item: T;
}

/** How many observations are filed in one transaction. */
const FILE_SIZE = 1000;

/** After how many pages of them the database's log is copied, some MB of it. */
const COPY_LOG_AFTER = 2;

const ARRIVAL_KEY = ['day', 'objective_id', 'key'] as const;

const BEFORE_ALL: ArrivalKey = { day: 0, objective_id: 0, key: '' };

/**
 * Keeps observations: first each by itself, as it came, then a day of an
 * objective in a row.
 */
export class ObservationStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new ObservationStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * How many batches of a stream to save at once, as PostgreSQL waits for the
   * disk after each. SQLite has everybody else wait while it writes.
   */
  get batchesAtOnce(): number {
    return isPostgres(this.#knex) ? 2 : 1;
  }

  /**
   * Stores observations: all of them, or none. They count once they are filed.
   *
   * @returns the items that brought something new.
   */
  async save<T>(incoming: readonly IncomingObservation<T>[]): Promise<Set<T>> {
    const arrivals = inOrder(incoming);
    const repeated = await this.#findRepeated(arrivals);
    const others = repeated.size
      ? arrivals.filter(arrival => !repeated.has(arrival))
      : arrivals;
    const written = await this.#insertArrivals(others);
    return new Set(written.flatMap(({ items }) => items));
  }

  /**
   * Writes what came in into the days of its objectives and marks these as
   * due, up to the last day and objective that something is there of now: what
   * streams in meanwhile has its turn later, or nothing else would. On
   * PostgreSQL, what another replica files or evaluates is passed over.
   *
   * @returns how many were filed.
   */
  async fileArrivals(now: Date, signal?: AbortSignal): Promise<number> {
    const end: ArrivalKey | undefined = await this.#knex('day_arrival')
      .select(ARRIVAL_KEY)
      .orderBy(ARRIVAL_KEY.map(column => ({ column, order: 'desc' })))
      .first();
    if (!end) {
      return 0;
    }
    let filed = 0;
    let pages = 0;
    for (let after: ArrivalKey | undefined = BEFORE_ALL; after; ) {
      signal?.throwIfAborted();
      const range: ArrivalRange = { after, end };
      const page = await this.#knex.transaction(tx =>
        this.#filePage(tx, range, now),
      );
      filed += page.filed;
      after = page.last;
      // Others have their turn.
      await setImmediate();
      pages += 1;
      if (pages % COPY_LOG_AFTER === 0) {
        await copyLog(this.#knex);
        await setImmediate();
      }
    }
    return filed;
  }

  /** Throws observations away that are too old; their sums are kept. */
  async purge(firstDayKept: number, limit: number): Promise<number> {
    const rows: { objective_id: number; day: number }[] = await this.#knex(
      'observation_day',
    )
      .join(
        'objective',
        'objective.objective_id',
        'observation_day.objective_id',
      )
      .select('observation_day.objective_id', 'observation_day.day')
      .where('observation_day.day', '<', firstDayKept)
      .whereNotNull('observation_day.observations')
      .whereNotNull('observation_day.bucket')
      // Not before they were summed up.
      .where(where =>
        where
          .whereNull('objective.stale_from')
          .orWhereRaw('objective.stale_from > observation_day.day'),
      )
      .limit(limit);
    if (rows.length) {
      await this.#knex.raw(
        `update observation_day set observations = null, sample = null from ? as t
         where observation_day.objective_id = t.objective_id and observation_day.day = t.day`,
        [
          recordset(
            this.#knex,
            { objective_id: 'integer', day: 'integer' },
            rows.map(row => [row.objective_id, row.day]),
          ),
        ],
      );
    }
    return rows.length;
  }

  /** Those that are in their days already, just like this, without a correction that waits. */
  async #findRepeated<T>(
    arrivals: readonly IncomingArrival<T>[],
  ): Promise<Set<IncomingArrival<T>>> {
    // Most of what comes is later than all else.
    const late = arrivals.filter(
      ({ observation, observedThrough = -Infinity }) =>
        observation.at <= observedThrough,
    );
    if (!late.length) {
      return new Set();
    }
    const knex = this.#knex;
    const days = await readDays(knex, late);
    const filed = new Map(
      late
        .filter(({ objectiveId, day, observation }) =>
          days.get(rowId(objectiveId, day))!.day.has(observation),
        )
        .map(arrival => [arrivalId(arrival.objectiveId, arrival), arrival]),
    );
    const waiting: ArrivalKey[] = await knex('day_arrival')
      .select(ARRIVAL_KEY)
      .whereIn(
        ARRIVAL_KEY,
        recordset(
          knex,
          { day: 'integer', objective_id: 'integer', key: 'text' },
          Array.from(filed.values(), ({ day, objectiveId, key }) => [
            day,
            objectiveId,
            key,
          ]),
        ) as any,
      );
    for (const row of waiting) {
      filed.delete(arrivalId(row.objective_id, row));
    }
    return new Set(filed.values());
  }

  /** @returns those that are new, or others than those that were there. */
  async #insertArrivals<T>(
    arrivals: readonly IncomingArrival<T>[],
  ): Promise<readonly IncomingArrival<T>[]> {
    if (!arrivals.length) {
      return [];
    }
    const knex = this.#knex;
    const answer = await knex.raw(
      `insert into day_arrival (day, objective_id, key, document)
       select day, objective_id, key, document from ? as t where true
       on conflict (day, objective_id, key) do update set document = excluded.document
         where day_arrival.document <> excluded.document
       returning day, objective_id, key`,
      [
        recordset(
          knex,
          {
            day: 'integer',
            objective_id: 'integer',
            key: 'text',
            document: 'text',
          },
          arrivals.map(({ day, objectiveId, key, document }) => [
            day,
            objectiveId,
            key,
            document,
          ]),
        ),
      ],
    );
    const written: ArrivalKey[] = isPostgres(knex) ? answer.rows : answer;
    if (written.length === arrivals.length) {
      return arrivals;
    }
    const ids = new Set(written.map(row => arrivalId(row.objective_id, row)));
    return arrivals.filter(arrival =>
      ids.has(arrivalId(arrival.objectiveId, arrival)),
    );
  }

  /** @returns the last that was looked at, where there may be more. */
  async #filePage(
    tx: Knex.Transaction,
    { after, end }: ArrivalRange,
    now: Date,
  ): Promise<{ filed: number; last?: ArrivalKey }> {
    const rows: ArrivalKey[] = await tx('day_arrival')
      .select(ARRIVAL_KEY)
      .whereRaw('(day, objective_id, key) > (?, ?, ?)', valuesOf(after))
      .whereRaw('(day, objective_id, key) <= (?, ?, ?)', valuesOf(end))
      .orderBy([...ARRIVAL_KEY])
      .limit(FILE_SIZE);
    const last = rows.length === FILE_SIZE ? rows[FILE_SIZE - 1] : undefined;
    const names = await claimObjectives(tx, [
      ...new Set(rows.map(({ objective_id }) => objective_id)),
    ]);
    if (!names.size) {
      return { filed: 0, last };
    }
    // As they are now: what is corrected from here on, waits.
    const answer = await tx.raw(
      `delete from day_arrival
       where objective_id in (select objective_id from ? as t)
         and (day, objective_id, key) > (?, ?, ?)
         and (day, objective_id, key) <= (?, ?, ?)
       returning day, objective_id, key, document`,
      [
        recordset(
          tx,
          { objective_id: 'integer' },
          Array.from(names.keys(), id => [id]),
        ),
        ...valuesOf(after),
        ...valuesOf(rows[rows.length - 1]),
      ],
    );
    const deleted: (Arrival & ArrivalKey)[] = isPostgres(tx)
      ? answer.rows
      : answer;
    await writeDays(
      tx,
      deleted.map(row => ({
        objectiveId: row.objective_id,
        objective: names.get(row.objective_id)!,
        observation: unpackArrival(row),
      })),
      now,
    );
    return { filed: deleted.length, last };
  }
}

/** An arrival of an objective, and the items that brought or corrected it. */
interface IncomingArrival<T> extends Arrival {
  objectiveId: number;
  objective: string;
  observedThrough?: number;
  observation: ObjectiveObservation;
  items: T[];
}

/**
 * What came in, each once, as the last one has it. Writers of the same
 * observations take turns, so they are always in the same order.
 */
function inOrder<T>(
  incoming: readonly IncomingObservation<T>[],
): IncomingArrival<T>[] {
  const sorted = incoming
    .map(({ objectiveId, objective, observedThrough, observation, item }) => {
      const { day, key, document } = packArrival(observation);
      return {
        day,
        objectiveId,
        key,
        document,
        objective,
        observedThrough,
        observation,
        items: [item],
      };
    })
    .sort(compareArrivals);
  let count = 0;
  for (const arrival of sorted) {
    const earlier = sorted[count - 1];
    if (!count || compareArrivals(earlier, arrival)) {
      sorted[count] = arrival;
      count += 1;
    } else if (earlier.document !== arrival.document) {
      earlier.document = arrival.document;
      earlier.observation = arrival.observation;
      earlier.items.push(...arrival.items);
    }
  }
  return sorted.slice(0, count);
}

function compareArrivals(
  a: IncomingArrival<unknown>,
  b: IncomingArrival<unknown>,
): number {
  if (a.day !== b.day || a.objectiveId !== b.objectiveId) {
    return a.day - b.day || a.objectiveId - b.objectiveId;
  }
  if (a.key === b.key) {
    return 0;
  }
  return a.key < b.key ? -1 : 1;
}

function valuesOf({ day, objective_id, key }: ArrivalKey) {
  return [day, objective_id, key];
}

interface ArrivalKey {
  day: number;
  objective_id: number;
  key: string;
}

interface ArrivalRange {
  after: ArrivalKey;
  /** The last that may be in it. */
  end: ArrivalKey;
}

function arrivalId(objectiveId: number, { day, key }: Arrival | ArrivalKey) {
  return `${objectiveId}:${day}:${key}`;
}

type FiledObservation = Omit<IncomingObservation, 'item' | 'observedThrough'>;

interface DayRow {
  objectiveId: number;
  objective: string;
  number: number;
  day: ObservationDay;
}

async function readDays(
  knex: Knex,
  observations: readonly FiledObservation[],
): Promise<Map<string, DayRow>> {
  const wanted = new Map<string, DayRow>();
  for (const { objectiveId, objective, observation } of observations) {
    const number = dayOf(observation.at);
    const id = rowId(objectiveId, number);
    if (!wanted.has(id)) {
      wanted.set(id, {
        objectiveId,
        objective,
        number,
        day: new ObservationDay(objective, number),
      });
    }
  }
  for (const row of await selectDays(knex, [...wanted.values()])) {
    const known = wanted.get(rowId(row.objective_id, row.day))!;
    known.day = new ObservationDay(
      known.objective,
      row.day,
      row.observations ?? undefined,
    );
  }
  return wanted;
}

/** Writes observations into their days, and marks their objectives as due. */
async function writeDays(
  tx: Knex.Transaction,
  observations: readonly FiledObservation[],
  now: Date,
): Promise<void> {
  const days = await readDays(tx, observations);
  const changed = new Set<DayRow>();
  const changes = new Map<number, { from: number; through: number }>();
  for (const { objectiveId, observation } of observations) {
    const row = days.get(rowId(objectiveId, dayOf(observation.at)))!;
    if (row.day.put(observation)) {
      changed.add(row);
      const { from, through } = changes.get(objectiveId) ?? {
        from: Infinity,
        through: -Infinity,
      };
      changes.set(objectiveId, {
        from: Math.min(from, row.number),
        through: Math.max(through, observation.at),
      });
    }
  }
  if (!changed.size) {
    return;
  }
  await insertRows(
    tx,
    'observation_day',
    { objective_id: 'integer', day: 'integer', observations: 'text' },
    Array.from(changed, ({ objectiveId, number, day }) => [
      objectiveId,
      number,
      day.pack(),
    ]),
    { replace: 'objective_id, day' },
  );
  const [least, greatest] = isPostgres(tx)
    ? ['least', 'greatest']
    : ['min', 'max'];
  await tx.raw(
    `update objective set
       stale_from = ${least}(t.day, coalesce(objective.stale_from, t.day)),
       breaches_from = ${least}(t.day, coalesce(objective.breaches_from, t.day)),
       observed_through = ${greatest}(t.through, coalesce(objective.observed_through, t.through))
     from ? as t where objective.objective_id = t.objective_id`,
    [
      recordset(
        tx,
        { objective_id: 'integer', day: 'integer', through: 'bigint' },
        Array.from(changes, ([objectiveId, { from, through }]) => [
          objectiveId,
          from,
          through,
        ]),
      ),
    ],
  );
  await makeDue(tx, [...changes.keys()], now.getTime());
}

async function selectDays(
  knex: Knex,
  days: readonly { objectiveId: number; number: number }[],
): Promise<
  { objective_id: number; day: number; observations: string | null }[]
> {
  const answer = await knex.raw(
    `select d.objective_id, d.day, d.observations from ? as t
     join observation_day d on d.objective_id = t.objective_id and d.day = t.day`,
    [
      recordset(
        knex,
        { objective_id: 'integer', day: 'integer' },
        days.map(({ objectiveId, number }) => [objectiveId, number]),
      ),
    ],
  );
  return isPostgres(knex) ? answer.rows : answer;
}

/**
 * Takes objectives, always in the same order. On PostgreSQL, those that
 * another transaction has are left out; SQLite has one writer anyway.
 *
 * @returns their names.
 */
async function claimObjectives(
  tx: Knex.Transaction,
  objectiveIds: readonly number[],
): Promise<Map<number, string>> {
  const query = tx('objective')
    .select('objective_id', 'name')
    .whereIn('objective_id', inList(tx, 'integer', objectiveIds))
    .orderBy('objective_id');
  if (isPostgres(tx)) {
    query.forUpdate().skipLocked();
  }
  const rows: { objective_id: number; name: string }[] = await query;
  return new Map(rows.map(({ objective_id, name }) => [objective_id, name]));
}

/**
 * Writers of the same objectives take turns, always in the same order. SQLite
 * has one writer anyway.
 */
export async function lockObjectives(
  tx: Knex.Transaction,
  objectiveIds: readonly number[],
): Promise<void> {
  if (isPostgres(tx)) {
    await tx('objective')
      .select(tx.raw('1'))
      .whereIn('objective_id', inList(tx, 'integer', objectiveIds))
      .orderBy('objective_id')
      .forUpdate();
  }
}

function rowId(objectiveId: number, rest: number | string): string {
  return `${objectiveId}:${rest}`;
}
