import {
  Carry,
  Objective,
  ObjectiveStatus,
  OpenBreach,
  Promises,
  WindowTallies,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { inList, isPostgres, recordset } from '../database';
import { GROUP_MS } from './notices';
import { ObservationDay } from './ObservationDay';
import { packBucket, unpackBucket } from './rollUpDay';

/** An objective that was taken for evaluation. */
export interface ClaimedObjective {
  objectiveId: number;
  entityRef: string;
  objective: Objective;
  carry?: Carry;
  windows?: WindowTallies;
  /** The hour for which the windows were summed up, epoch ms. */
  windowsAt?: number;
  status?: ObjectiveStatus;
  /** The first day whose sums are older than its observations. */
  staleFrom?: number;
  breach?: StoredBreach & { breachId: number };
}

/** A day of an objective, as stored. */
export interface StoredDay {
  day: number;
  /** Packed; absent once they are too old to be kept. */
  observations?: string;
  bucket?: ReturnType<typeof unpackBucket>;
  carryOut?: Carry;
}

/** What is written down of a breach beside its times. */
export interface StoredBreach extends OpenBreach {
  /** The promise in words, as it was. */
  promise: string;
  responsible: string[];
  upstream: { entityRef: string; objective: string }[];
}

/** What an evaluation brought. */
export interface EvaluatedObjective {
  objectiveId: number;
  carry?: Carry;
  windows?: WindowTallies;
  windowsAt?: number;
  status: ObjectiveStatus;
  /** Epoch ms; absent when only an observation can tell. */
  dueAt?: number;
  /** Days whose sums are others now. */
  days: {
    day: number;
    bucket: ReturnType<typeof unpackBucket>;
    carryOut?: Carry;
  }[];
}

/** A breach as readers see it. */
export interface BreachRecord extends StoredBreach {
  breachId: number;
  entityRef: string;
  objective: Objective;
  until?: string;
  /** Who was told, and when, first to last. */
  notified: { ref: string; at: string }[];
}

/** Keeps how objectives stand, day by day and now. */
export class SlaStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new SlaStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Takes objectives that are due, has them evaluated and stores what comes of
   * it, in one transaction. On PostgreSQL, those that another replica has
   * taken are passed over.
   */
  async evaluateDue<T>(
    now: Date,
    limit: number,
    evaluate: (
      objectives: ClaimedObjective[],
      tx: Knex.Transaction,
    ) => Promise<T>,
  ): Promise<{ count: number; result?: T }> {
    return this.#knex.transaction(async tx => {
      const query = tx('objective')
        .select(
          'objective_id',
          'entity_ref',
          'document',
          'carry',
          'windows',
          'windows_at',
          'status',
          'stale_from',
        )
        .where('due_at', '<=', now.getTime())
        .orderBy('due_at')
        .limit(limit);
      if (isPostgres(tx)) {
        query.forUpdate().skipLocked();
      }
      const rows = await query;
      if (!rows.length) {
        return { count: 0 };
      }
      const breaches = await this.#openBreaches(
        tx,
        rows.map(({ objective_id }) => objective_id),
      );
      const result = await evaluate(
        rows.map(row => ({
          objectiveId: row.objective_id,
          entityRef: row.entity_ref,
          objective: JSON.parse(row.document),
          carry: parse(row.carry),
          windows: parse(row.windows),
          windowsAt:
            row.windows_at === null ? undefined : Number(row.windows_at),
          status: parse(row.status),
          staleFrom: row.stale_from ?? undefined,
          breach: breaches.get(row.objective_id),
        })),
        tx,
      );
      return { count: rows.length, result };
    });
  }

  /**
   * The days of an objective, in order, from one on.
   *
   * @param detailed - the days of which the observations are wanted
   */
  async listDays(
    knex: Knex,
    objectiveId: number,
    range: { from: number; to?: number },
    detailed: { from: number; to?: number } | 'all' | 'none',
  ): Promise<StoredDay[]> {
    const query = knex('observation_day')
      .where({ objective_id: objectiveId })
      .where('day', '>=', range.from)
      .orderBy('day');
    if (range.to !== undefined) {
      query.where('day', '<=', range.to);
    }
    if (detailed === 'all') {
      query.select('day', 'bucket', 'carry', 'observations');
    } else if (detailed === 'none') {
      query.select('day', 'bucket', 'carry');
    } else {
      query.select(
        'day',
        'bucket',
        'carry',
        knex.raw(
          'case when day between ? and ? then observations end as observations',
          [detailed.from, detailed.to ?? 2 ** 31 - 1],
        ),
      );
    }
    return (await query).map(toStoredDay);
  }

  /** What the days from one on have to know of those before it. */
  async carryBefore(
    knex: Knex,
    objectiveId: number,
    day: number,
  ): Promise<Carry | undefined> {
    const row = await knex('observation_day')
      .where({ objective_id: objectiveId })
      .where('day', '<', day)
      .whereNotNull('carry')
      .orderBy('day', 'desc')
      .first('carry');
    return parse(row?.carry);
  }

  async saveEvaluated(
    tx: Knex.Transaction,
    evaluated: readonly EvaluatedObjective[],
  ): Promise<void> {
    const days = evaluated.flatMap(({ objectiveId, days: changed }) =>
      changed.map(({ day, bucket, carryOut }) => [
        objectiveId,
        day,
        packBucket(bucket),
        carryOut && JSON.stringify(carryOut),
      ]),
    );
    if (days.length) {
      await tx.raw(
        `update observation_day set bucket = t.bucket, carry = t.carry from ? as t
         where observation_day.objective_id = t.objective_id and observation_day.day = t.day`,
        [
          recordset(
            tx,
            {
              objective_id: 'integer',
              day: 'integer',
              bucket: 'text',
              carry: 'text',
            },
            days,
          ),
        ],
      );
    }
    await tx.raw(
      `update objective set carry = t.carry, windows = t.windows, windows_at = t.windows_at,
         status = t.status, stale_from = null, due_at = t.due_at
       from ? as t where objective.objective_id = t.objective_id`,
      [
        recordset(
          tx,
          {
            objective_id: 'integer',
            carry: 'text',
            windows: 'text',
            windows_at: 'bigint',
            status: 'text',
            due_at: 'bigint',
          },
          evaluated.map(
            ({ objectiveId, carry, windows, windowsAt, status, dueAt }) => [
              objectiveId,
              carry && JSON.stringify(carry),
              windows && JSON.stringify(windows),
              windowsAt,
              JSON.stringify(status),
              dueAt,
            ],
          ),
        ),
      ],
    );
  }

  /** Opens a breach, of which people are to be told. */
  async openBreach(
    tx: Knex.Transaction,
    { objectiveId, entityRef }: ClaimedObjective,
    breach: StoredBreach,
  ): Promise<void> {
    const openedAt = Date.parse(breach.openedAt);
    const [{ breach_id }] = await tx('breach')
      .insert({
        objective_id: objectiveId,
        entity_ref: entityRef,
        since: Date.parse(breach.since),
        opened_at: openedAt,
        document: JSON.stringify(breach),
      })
      .returning('breach_id');
    await tx('outbox').insert({ breach_id, due_at: openedAt + GROUP_MS });
  }

  async updateBreach(
    tx: Knex.Transaction,
    breachId: number,
    breach: StoredBreach,
    until?: string,
  ): Promise<void> {
    await tx('breach')
      .where({ breach_id: breachId })
      .update({
        document: JSON.stringify(breach),
        until: until === undefined ? null : Date.parse(until),
      });
  }

  /** When to evaluate an objective next, epoch ms. */
  async setDue(
    tx: Knex.Transaction,
    objectiveId: number,
    dueAt: number,
  ): Promise<void> {
    await tx('objective')
      .where({ objective_id: objectiveId })
      .update({ due_at: dueAt });
  }

  /** The objectives of entities that are out of target. */
  async listBroken(
    knex: Knex,
    entityRefs: readonly string[],
  ): Promise<StoredBreach['upstream']> {
    if (!entityRefs.length) {
      return [];
    }
    const statuses = await this.listStatuses(knex, entityRefs);
    return statuses
      .filter(({ status }) => status?.inTarget === false)
      .map(({ entityRef, objective }) => ({
        entityRef,
        objective: objective.name,
      }));
  }

  /** Refs of who answers for an entity in certain roles. */
  async listHolders(
    knex: Knex,
    entityRef: string,
    roles: readonly string[],
  ): Promise<string[]> {
    return knex('ownership_role')
      .join('evidence', 'evidence.entity_id', 'ownership_role.entity_id')
      .where('evidence.entity_ref', entityRef)
      .whereIn('ownership_role.role', roles)
      .whereNotNull('ownership_role.ref')
      .distinct('ownership_role.ref')
      .orderBy('ownership_role.ref')
      .pluck('ownership_role.ref');
  }

  /** Refs of what an entity depends on. */
  async listUpstream(knex: Knex, entityRef: string): Promise<string[]> {
    const row = await knex('evidence')
      .where({ entity_ref: entityRef })
      .first('document');
    const inputs: { ref: string }[] = row
      ? JSON.parse(row.document).inputs
      : [];
    return inputs.map(({ ref }) => ref);
  }

  /** How the objectives of entities stand, by entity and name. */
  async listStatuses(
    knex: Knex,
    entityRefs: readonly string[],
  ): Promise<
    {
      objectiveId: number;
      entityRef: string;
      objective: Objective;
      status?: ObjectiveStatus;
    }[]
  > {
    const rows = await knex('objective')
      .select('objective_id', 'entity_ref', 'document', 'status')
      .where({ retired: false })
      .whereIn('entity_ref', inList(knex, 'text', entityRefs))
      .orderBy(['entity_ref', 'objective_id']);
    return rows.map(row => ({
      objectiveId: row.objective_id,
      entityRef: row.entity_ref,
      objective: JSON.parse(row.document),
      status: parse(row.status),
    }));
  }

  async getPromises(entityRef: string): Promise<Promises | undefined> {
    const row = await this.#knex('promise')
      .where({ entity_ref: entityRef })
      .first('document');
    return parse(row?.document);
  }

  /** Breaches, newest first. */
  async listBreaches(query: {
    objectiveIds?: readonly number[];
    entityRefs?: readonly string[];
    state?: 'open' | 'closed';
    /** Epoch ms: those that lasted beyond it. */
    from?: number;
    /** Epoch ms: those that began before it. */
    to?: number;
    before?: { since: number; breachId: number };
    limit: number;
  }): Promise<BreachRecord[]> {
    const select = this.#knex('breach')
      .join('objective', 'objective.objective_id', 'breach.objective_id')
      .select(
        'breach.breach_id',
        'breach.entity_ref',
        'breach.until',
        'breach.document',
        { objective: 'objective.document' },
      )
      .orderBy([
        { column: 'breach.since', order: 'desc' },
        { column: 'breach.breach_id', order: 'desc' },
      ])
      .limit(query.limit);
    if (query.objectiveIds) {
      select.whereIn(
        'breach.objective_id',
        inList(this.#knex, 'integer', query.objectiveIds),
      );
    }
    if (query.entityRefs) {
      select.whereIn(
        'breach.entity_ref',
        inList(this.#knex, 'text', query.entityRefs),
      );
    }
    if (query.state === 'open') {
      select.whereNull('breach.until');
    } else if (query.state === 'closed') {
      select.whereNotNull('breach.until');
    }
    if (query.from !== undefined) {
      const { from } = query;
      select.where(where =>
        where.whereNull('breach.until').orWhere('breach.until', '>', from),
      );
    }
    if (query.to !== undefined) {
      select.where('breach.since', '<', query.to);
    }
    if (query.before) {
      select.whereRaw('(breach.since, breach.breach_id) < (?, ?)', [
        query.before.since,
        query.before.breachId,
      ]);
    }
    const rows = await select;
    const notified = await this.#listNotified(
      rows.map(({ breach_id }) => breach_id),
    );
    return rows.map(row => ({
      ...JSON.parse(row.document),
      breachId: row.breach_id,
      entityRef: row.entity_ref,
      objective: JSON.parse(row.objective),
      until:
        row.until === null
          ? undefined
          : new Date(Number(row.until)).toISOString(),
      notified: notified.get(row.breach_id) ?? [],
    }));
  }

  async #listNotified(
    breachIds: readonly number[],
  ): Promise<Map<number, BreachRecord['notified']>> {
    const notified = new Map<number, BreachRecord['notified']>();
    if (!breachIds.length) {
      return notified;
    }
    const rows = await this.#knex('notice')
      .select('breach_id', 'ref', 'at')
      .whereIn('breach_id', inList(this.#knex, 'integer', breachIds))
      .orderBy(['at', 'ref']);
    for (const { breach_id, ref, at } of rows) {
      const known = notified.get(breach_id) ?? [];
      known.push({ ref, at: new Date(Number(at)).toISOString() });
      notified.set(breach_id, known);
    }
    return notified;
  }

  async #openBreaches(
    tx: Knex.Transaction,
    objectiveIds: readonly number[],
  ): Promise<Map<number, ClaimedObjective['breach']>> {
    const rows = await tx('breach')
      .select('breach_id', 'objective_id', 'document')
      .whereNull('until')
      .whereIn('objective_id', inList(tx, 'integer', objectiveIds));
    return new Map(
      rows.map(row => [
        row.objective_id,
        { ...JSON.parse(row.document), breachId: row.breach_id },
      ]),
    );
  }
}

/** The observations of a stored day. */
export function observationsOf(
  objective: Objective,
  { day, observations }: StoredDay,
) {
  return new ObservationDay(objective.name, day, observations).observations;
}

function toStoredDay(row: {
  day: number;
  observations?: string | null;
  bucket: string | null;
  carry: string | null;
}): StoredDay {
  return {
    day: row.day,
    observations: row.observations ?? undefined,
    bucket: row.bucket === null ? undefined : unpackBucket(row.day, row.bucket),
    carryOut: parse(row.carry),
  };
}

function parse(document: string | null | undefined) {
  return document ? JSON.parse(document) : undefined;
}
