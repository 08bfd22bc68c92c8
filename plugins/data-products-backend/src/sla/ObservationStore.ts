import { Knex } from 'knex';
import { inList, insertRows, isPostgres, recordset } from '../database';
import { dayOf, ObservationDay, StoredObservation } from './ObservationDay';

/** An observation of one objective, and which of the request's items it is of. */
export interface IncomingObservation {
  objectiveId: number;
  /** The objective's name. */
  objective: string;
  observation: StoredObservation;
  item: number;
}

/** Keeps observations, a day of an objective in a row. */
export class ObservationStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new ObservationStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Stores observations, and marks their objectives as due: all of them, or
   * none. What is stored already, as it is, is not written again.
   *
   * @returns the items that brought something new.
   */
  async save(
    incoming: readonly IncomingObservation[],
    now: Date,
  ): Promise<Set<number>> {
    if (!incoming.length) {
      return new Set();
    }
    return this.#knex.transaction(async tx => {
      const ids = [...new Set(incoming.map(({ objectiveId }) => objectiveId))];
      await lockObjectives(tx, ids);
      const days = await this.#readDays(tx, incoming);
      const fresh = new Set<number>();
      const changed = new Map<string, DayRow>();
      for (const { objectiveId, observation, item } of incoming) {
        const key = keyOf(objectiveId, dayOf(observation.at));
        const row = days.get(key)!;
        if (row.day.put(observation)) {
          fresh.add(item);
          changed.set(key, row);
        }
      }
      if (!changed.size) {
        return fresh;
      }
      await insertRows(
        tx,
        'observation_day',
        { objective_id: 'integer', day: 'integer', observations: 'text' },
        [...changed.values()].map(({ objectiveId, number, day }) => [
          objectiveId,
          number,
          day.pack(),
        ]),
        { replace: 'objective_id, day' },
      );
      const staleFrom = new Map<number, number>();
      for (const { objectiveId, number } of changed.values()) {
        staleFrom.set(
          objectiveId,
          Math.min(number, staleFrom.get(objectiveId) ?? number),
        );
      }
      const least = isPostgres(tx) ? 'least' : 'min';
      // Those that are due already are not written again: of a stream, all
      // but the first.
      await tx.raw(
        `update objective set due_at = ?,
           stale_from = ${least}(t.day, coalesce(objective.stale_from, t.day)),
           breaches_from = ${least}(t.day, coalesce(objective.breaches_from, t.day))
         from ? as t where objective.objective_id = t.objective_id
           and (coalesce(objective.due_at > ?, true)
             or coalesce(objective.stale_from > t.day, true)
             or coalesce(objective.breaches_from > t.day, true))`,
        [
          now.getTime(),
          recordset(tx, { objective_id: 'integer', day: 'integer' }, [
            ...staleFrom,
          ]),
          now.getTime(),
        ],
      );
      return fresh;
    });
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
        `update observation_day set observations = null from ? as t
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

  async #readDays(
    tx: Knex.Transaction,
    incoming: readonly IncomingObservation[],
  ): Promise<Map<string, DayRow>> {
    const wanted = new Map<string, DayRow>();
    for (const { objectiveId, objective, observation } of incoming) {
      const number = dayOf(observation.at);
      const key = keyOf(objectiveId, number);
      if (!wanted.has(key)) {
        wanted.set(key, {
          objectiveId,
          objective,
          number,
          day: new ObservationDay(objective, number),
        });
      }
    }
    const { rows } = await selectDays(tx, [...wanted.values()]);
    for (const row of rows) {
      const known = wanted.get(keyOf(row.objective_id, row.day))!;
      known.day = new ObservationDay(
        known.objective,
        row.day,
        row.observations ?? undefined,
      );
    }
    return wanted;
  }
}

interface DayRow {
  objectiveId: number;
  objective: string;
  number: number;
  day: ObservationDay;
}

async function selectDays(
  tx: Knex.Transaction,
  days: readonly { objectiveId: number; number: number }[],
): Promise<{
  rows: { objective_id: number; day: number; observations: string | null }[];
}> {
  const answer = await tx.raw(
    `select d.objective_id, d.day, d.observations from ? as t
     join observation_day d on d.objective_id = t.objective_id and d.day = t.day`,
    [
      recordset(
        tx,
        { objective_id: 'integer', day: 'integer' },
        days.map(({ objectiveId, number }) => [objectiveId, number]),
      ),
    ],
  );
  return { rows: isPostgres(tx) ? answer.rows : answer };
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

function keyOf(objectiveId: number, day: number): string {
  return `${objectiveId}:${day}`;
}
