import {
  Carry,
  Objective,
  ObjectiveStanding,
  OpenBreach,
  Promises,
  WindowTallies,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import {
  copyLog,
  inList,
  insertRows,
  isPostgres,
  recordset,
  updateRows,
} from '../database';
import { KnownBreach } from './matchBreaches';
import { listDue, postponeDue } from './dueObjectives';
import { GROUP_MS } from './notices';
import { ObjectiveDocuments } from './ObjectiveDocuments';
import { MeasuredValue, ObservationDay } from './ObservationDay';
import {
  packCarry,
  packSample,
  packWindows,
  unpackCarry,
  unpackSample,
  unpackWindows,
} from './packing';
import { packBucket, unpackBucket } from './rollUpDay';
import { rowsByKey } from './rowsByKey';
import {
  STANDING_COLUMNS,
  StoredStanding,
  toStoredStanding,
} from './StoredStanding';

const ENTITY_REF = { column: 'entity_ref', type: 'text' } as const;
const OBJECTIVE_ID = { column: 'objective_id', type: 'integer' } as const;
const IS_OPEN = 'until is null';

/** Each objective with its open breach; like {@link rowsByKey}, by the index. */
const OPEN_BREACH = {
  postgres: `left join lateral (select breach_id, document from breach
    where breach.objective_id = objective.objective_id and ${IS_OPEN} offset 0) as open on true`,
  sqlite: `left join breach as open
    on open.objective_id = objective.objective_id and open.${IS_OPEN}`,
};

/** An objective that was taken for evaluation. */
export interface ClaimedObjective {
  objectiveId: number;
  entityRef: string;
  objective: Objective;
  carry?: Carry;
  windows?: WindowTallies;
  /** The hour for which the windows were summed up, epoch ms. */
  windowsAt?: number;
  /** The ObjectiveStanding of the last evaluation, as it is stored. */
  standing?: string;
  /** The first day whose sums are older than its observations. */
  staleFrom?: number;
  /** The first day whose breaches are: of a promise that changed, they stay. */
  breachesFrom?: number;
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

/** A day of an objective, as far as it tells what is usual. */
export interface SampledDay {
  day: number;
  /** Packed; absent where there is a sample, or they are too old to be kept. */
  observations?: string;
  sample?: MeasuredValue[];
}

/** What is written down of a breach beside its times. */
export interface StoredBreach extends OpenBreach {
  /** The promise in words, as it was. */
  promise: string;
  responsible: string[];
  upstream: { entityRef: string; objective: string }[];
}

/** What a stored breach is to be. */
export interface BreachUpdate {
  breachId: number;
  breach: StoredBreach;
  /** ISO 8601; absent while it is open. */
  until?: string;
}

/** What an evaluation brought. */
export interface EvaluatedObjective {
  objectiveId: number;
  /** Absent when nothing came in, and nothing was summed up again. */
  sums?: { carry?: Carry; windows?: WindowTallies; windowsAt?: number };
  /** The ObjectiveStanding, as it is to be stored. */
  standing: string;
  /** Whether that is what is stored. */
  isSame: boolean;
  /** Epoch ms; absent when only an observation can tell. */
  dueAt?: number;
  /** Days whose sums are others now. */
  days: {
    day: number;
    bucket: ReturnType<typeof unpackBucket>;
    carryOut?: Carry;
    /** Of a day with many observations. */
    sample?: MeasuredValue[];
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
  readonly #objectives = new ObjectiveDocuments();

  static create(knex: Knex) {
    return new SlaStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * How many pages are evaluated at once: while PostgreSQL works on one, others
   * are judged here. SQLite has one writer.
   */
  get pagesAtOnce(): number {
    return isPostgres(this.#knex) ? 3 : 1;
  }

  /** Between two pages, in a turn of its own. */
  async copyLog(): Promise<void> {
    return copyLog(this.#knex);
  }

  /** Objectives that are due, those that have been so for longest first. */
  async listDue(now: Date, limit: number): Promise<number[]> {
    return listDue(this.#knex, now.getTime(), limit);
  }

  /**
   * Takes those of the objectives that are still due, has them evaluated and
   * stores what comes of it, in one transaction. On PostgreSQL, those that
   * another replica has taken are passed over.
   */
  async evaluateDue<T>(
    objectiveIds: readonly number[],
    now: Date,
    evaluate: (
      objectives: ClaimedObjective[],
      tx: Knex.Transaction,
    ) => Promise<T>,
  ): Promise<{ count: number; result?: T }> {
    return this.#knex.transaction(async tx => {
      const query = tx('objective')
        .join(
          'objective_due',
          'objective_due.objective_id',
          'objective.objective_id',
        )
        .select(
          ...[
            'objective_id',
            'entity_ref',
            'edition',
            'status',
            'carry',
            'windows',
            'windows_at',
            'stale_from',
            'breaches_from',
          ].map(column => `objective.${column}`),
          'open.breach_id',
          { breach: 'open.document' },
        )
        .joinRaw(OPEN_BREACH[isPostgres(tx) ? 'postgres' : 'sqlite'])
        .whereIn('objective.objective_id', inList(tx, 'integer', objectiveIds))
        .where('due_at', '<=', now.getTime());
      if (isPostgres(tx)) {
        query.forUpdate('objective', 'objective_due').skipLocked();
      }
      const rows = await query;
      if (!rows.length) {
        return { count: 0 };
      }
      const objectives = await this.#objectives.read(tx, rows);
      const result = await evaluate(
        rows.map((row, index) => ({
          objectiveId: row.objective_id,
          entityRef: row.entity_ref,
          objective: objectives[index],
          carry: row.carry ? unpackCarry(row.carry) : undefined,
          windows: row.windows ? unpackWindows(row.windows) : undefined,
          windowsAt:
            row.windows_at === null ? undefined : Number(row.windows_at),
          standing: row.status ?? undefined,
          staleFrom: row.stale_from ?? undefined,
          breachesFrom: row.breaches_from ?? undefined,
          breach: row.breach
            ? { ...JSON.parse(row.breach), breachId: row.breach_id }
            : undefined,
        })),
        tx,
      );
      return { count: rows.length, result };
    });
  }

  /**
   * The days of objectives, in order, each from one on.
   *
   * @param wanted - `detailed`: of which days the observations are wanted: of
   * the first, and of those from another one on
   */
  async listDaysOf(
    knex: Knex,
    wanted: readonly { objectiveId: number; from: number; detailed: number }[],
  ): Promise<Map<number, StoredDay[]>> {
    const isOfThem = 'd.objective_id = t.objective_id and d.day >= t.first';
    // On a table that was never analyzed, a plain join took PostgreSQL thirty
    // times as long; an offset keeps it to a look-up for each objective.
    const join = isPostgres(knex)
      ? `cross join lateral (select * from observation_day d where ${isOfThem} offset 0) as d`
      : `join observation_day d on ${isOfThem}`;
    const answer = await knex.raw(
      `select d.objective_id, d.day, d.bucket, d.carry,
         case when d.day = t.first or d.day >= t.detailed then d.observations end as observations
       from ? as t
       ${join}
       order by d.objective_id, d.day`,
      [
        recordset(
          knex,
          { objective_id: 'integer', first: 'integer', detailed: 'integer' },
          wanted.map(({ objectiveId, from, detailed }) => [
            objectiveId,
            from,
            detailed,
          ]),
        ),
      ],
    );
    const days = new Map<number, StoredDay[]>();
    for (const row of isPostgres(knex) ? answer.rows : answer) {
      const known = days.get(row.objective_id);
      if (known) {
        known.push(toStoredDay(row));
      } else {
        days.set(row.objective_id, [toStoredDay(row)]);
      }
    }
    return days;
  }

  /** The days of an objective, in order: of those with many observations, only the sample. */
  async listSampledDays(
    knex: Knex,
    objectiveId: number,
    range: { from: number; to: number },
  ): Promise<SampledDay[]> {
    const rows: {
      day: number;
      observations: string | null;
      sample: string | null;
    }[] = await knex('observation_day')
      .select(
        'day',
        'sample',
        knex.raw(
          'case when sample is null then observations end as observations',
        ),
      )
      .where({ objective_id: objectiveId })
      .whereBetween('day', [range.from, range.to])
      .orderBy('day');
    return rows.map(({ day, observations, sample }) => ({
      day,
      observations: observations ?? undefined,
      sample: sample === null ? undefined : unpackSample(day, sample),
    }));
  }

  /** The observations of a day, packed; none once they are too old to be kept. */
  async getObservations(
    knex: Knex,
    objectiveId: number,
    day: number,
  ): Promise<string | undefined> {
    const row = await knex('observation_day')
      .where({ objective_id: objectiveId, day })
      .first('observations');
    return row?.observations ?? undefined;
  }

  /** What the days of objectives from one on have to know of those before it. */
  async carriesBefore(
    knex: Knex,
    wanted: readonly { objectiveId: number; day: number }[],
  ): Promise<Map<number, Carry>> {
    const answer = await knex.raw(
      `select t.objective_id,
         (select d.carry from observation_day d
          where d.objective_id = t.objective_id and d.day < t.day and d.carry is not null
          order by d.day desc limit 1) as carry
       from ? as t`,
      [
        recordset(
          knex,
          { objective_id: 'integer', day: 'integer' },
          wanted.map(({ objectiveId, day }) => [objectiveId, day]),
        ),
      ],
    );
    const rows: { objective_id: number; carry: string | null }[] = isPostgres(
      knex,
    )
      ? answer.rows
      : answer;
    return new Map(
      rows.flatMap(({ objective_id, carry }) =>
        carry === null ? [] : [[objective_id, unpackCarry(carry)] as const],
      ),
    );
  }

  async saveEvaluated(
    tx: Knex.Transaction,
    evaluated: readonly EvaluatedObjective[],
  ): Promise<void> {
    const days = evaluated.flatMap(({ objectiveId, days: changed }) =>
      changed.map(({ day, bucket, carryOut, sample }) => [
        objectiveId,
        day,
        packBucket(bucket),
        carryOut && packCarry(carryOut),
        sample && packSample(day, sample),
      ]),
    );
    if (days.length) {
      await tx.raw(
        `update observation_day set bucket = t.bucket, carry = t.carry, sample = t.sample from ? as t
         where observation_day.objective_id = t.objective_id and observation_day.day = t.day`,
        [
          recordset(
            tx,
            {
              objective_id: 'integer',
              day: 'integer',
              bucket: 'text',
              carry: 'text',
              sample: 'text',
            },
            days,
          ),
        ],
      );
    }
    const summed = evaluated.flatMap(({ objectiveId, sums, standing }) =>
      sums
        ? [
            [
              objectiveId,
              sums.carry && packCarry(sums.carry),
              sums.windows && packWindows(sums.windows),
              sums.windowsAt,
              standing,
            ],
          ]
        : [],
    );
    if (summed.length) {
      await tx.raw(
        `update objective set carry = t.carry, windows = t.windows, windows_at = t.windows_at,
           status = t.status, stale_from = null, breaches_from = null
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
            },
            summed,
          ),
        ],
      );
    }
    const judged = evaluated.filter(({ sums, isSame }) => !sums && !isSame);
    await updateRows(
      tx,
      'objective',
      'objective_id',
      { objective_id: 'integer', status: 'text' },
      judged.map(({ objectiveId, standing }) => [objectiveId, standing]),
    );
    await postponeDue(tx, evaluated);
  }

  /** Opens breaches, of which people are to be told. */
  async openBreaches(
    tx: Knex.Transaction,
    opened: readonly { claimed: ClaimedObjective; breach: StoredBreach }[],
  ): Promise<void> {
    if (!opened.length) {
      return;
    }
    // An objective has one open breach at most.
    await insertRows(
      tx,
      'breach',
      {
        objective_id: 'integer',
        entity_ref: 'text',
        since: 'bigint',
        opened_at: 'bigint',
        document: 'text',
      },
      opened.map(({ claimed, breach }) => [
        claimed.objectiveId,
        claimed.entityRef,
        Date.parse(breach.since),
        Date.parse(breach.openedAt),
        JSON.stringify(breach),
      ]),
    );
    await tx.raw(
      `insert into outbox (breach_id, due_at)
       select breach_id, opened_at + ? from ?`,
      [
        GROUP_MS,
        rowsByKey(
          tx,
          'breach',
          OBJECTIVE_ID,
          opened.map(({ claimed }) => claimed.objectiveId),
          IS_OPEN,
        ),
      ],
    );
  }

  /** Changes breaches; those that are over first, as an objective has one open breach at most. */
  async updateBreaches(
    tx: Knex.Transaction,
    updates: readonly BreachUpdate[],
  ): Promise<void> {
    const isOver = ({ until }: BreachUpdate) => until !== undefined;
    for (const part of [
      updates.filter(isOver),
      updates.filter(update => !isOver(update)),
    ]) {
      await updateRows(
        tx,
        'breach',
        'breach_id',
        {
          breach_id: 'integer',
          since: 'bigint',
          document: 'text',
          until: 'bigint',
        },
        part.map(({ breachId, breach, until }) => [
          breachId,
          Date.parse(breach.since),
          JSON.stringify(breach),
          until === undefined ? undefined : Date.parse(until),
        ]),
      );
    }
  }

  /** Adds breaches that were over before anybody noticed: nobody is told. */
  async addPastBreaches(
    tx: Knex.Transaction,
    past: readonly {
      claimed: ClaimedObjective;
      breach: StoredBreach;
      until: number;
    }[],
  ): Promise<void> {
    await insertRows(
      tx,
      'breach',
      {
        objective_id: 'integer',
        entity_ref: 'text',
        since: 'bigint',
        opened_at: 'bigint',
        until: 'bigint',
        document: 'text',
      },
      past.map(({ claimed, breach, until }) => [
        claimed.objectiveId,
        claimed.entityRef,
        Date.parse(breach.since),
        // What counts for flapping is when it began, not when it was reported.
        Date.parse(breach.since),
        until,
        JSON.stringify(breach),
      ]),
    );
  }

  /** Has people told of breaches, if they still are to be. */
  async tellOf(
    tx: Knex.Transaction,
    breachIds: readonly number[],
    now: number,
  ): Promise<void> {
    if (breachIds.length) {
      await tx('outbox')
        .insert(
          breachIds.map(breach_id => ({ breach_id, due_at: now + GROUP_MS })),
        )
        .onConflict('breach_id')
        .ignore();
    }
  }

  /** Removes breaches that never were. */
  async removeBreaches(
    tx: Knex.Transaction,
    breachIds: readonly number[],
  ): Promise<void> {
    const ids = inList(tx, 'integer', breachIds);
    await tx('outbox').whereIn('breach_id', ids).delete();
    await tx('breach').whereIn('breach_id', ids).delete();
  }

  /**
   * The breaches of objectives that were open at a time or later, by objective,
   * in order.
   *
   * @param from - epoch ms
   */
  async listBreachesFrom(
    tx: Knex.Transaction,
    objectiveIds: readonly number[],
    from: number,
  ): Promise<Map<number, KnownBreach[]>> {
    const rows = await tx(
      rowsByKey(
        tx,
        'breach',
        OBJECTIVE_ID,
        objectiveIds,
        `(until is null or until >= ${Number(from)})`,
      ),
    )
      .select('breach_id', 'objective_id', 'since', 'until', 'document')
      .select({
        told: tx('notice')
          .where('notice.breach_id', tx.ref('breach.breach_id'))
          .count('*'),
      })
      .orderBy(['since', 'breach_id']);
    const known = new Map<number, KnownBreach[]>();
    for (const row of rows) {
      const ofObjective = known.get(row.objective_id) ?? [];
      ofObjective.push({
        breachId: row.breach_id,
        since: Number(row.since),
        until: row.until === null ? undefined : Number(row.until),
        breach: JSON.parse(row.document),
        isTold: Number(row.told) > 0,
      });
      known.set(row.objective_id, ofObjective);
    }
    return known;
  }

  /** The objectives of entities that are out of target. */
  async listBroken(
    knex: Knex,
    entityRefs: readonly string[],
  ): Promise<StoredBreach['upstream']> {
    if (!entityRefs.length) {
      return [];
    }
    const standings = await this.listStandings(knex, entityRefs);
    return standings
      .filter(({ standing }) => standing?.inTarget === false)
      .map(({ entityRef, name }) => ({ entityRef, objective: name }));
  }

  /** Refs of who answers for entities in certain roles, in order. */
  async listHolders(
    knex: Knex,
    entityRefs: readonly string[],
    roles: readonly string[],
  ): Promise<Map<string, string[]>> {
    // From the entities on: a database that knows no better would begin with all
    // who have the roles.
    const joins = isPostgres(knex)
      ? `cross join lateral (select entity_id from evidence
           where evidence.entity_ref = t.entity_ref offset 0) as e
         cross join lateral (select role, ref from ownership_role
           where ownership_role.entity_id = e.entity_id offset 0) as r`
      : `cross join evidence e on e.entity_ref = t.entity_ref
         cross join ownership_role r on r.entity_id = e.entity_id`;
    const answer = await knex.raw(
      `select distinct t.entity_ref, r.ref from ? as t
       ${joins}
       where r.role in ? and r.ref is not null
       order by r.ref`,
      [
        recordset(
          knex,
          { entity_ref: 'text' },
          entityRefs.map(ref => [ref]),
        ),
        inList(knex, 'text', roles),
      ],
    );
    const rows: { entity_ref: string; ref: string }[] = isPostgres(knex)
      ? answer.rows
      : answer;
    return groupRefs(rows);
  }

  /** Refs of what entities depend on. */
  async listUpstream(
    knex: Knex,
    entityRefs: readonly string[],
  ): Promise<Map<string, string[]>> {
    const rows: { entity_ref: string; document: string }[] = await knex(
      'evidence',
    )
      .select('entity_ref', 'document')
      .whereIn('entity_ref', inList(knex, 'text', entityRefs));
    return groupRefs(
      rows.flatMap(({ entity_ref, document }) => {
        const { inputs }: { inputs: { ref: string }[] } = JSON.parse(document);
        return inputs.map(({ ref }) => ({ entity_ref, ref }));
      }),
    );
  }

  /** How the objectives of entities stand, by entity and name. */
  async listStored(
    knex: Knex,
    entityRefs: readonly string[],
  ): Promise<StoredStanding[]> {
    const rows = await knex(
      rowsByKey(knex, 'objective', ENTITY_REF, entityRefs),
    )
      .select(STANDING_COLUMNS)
      .where({ retired: false })
      .orderBy(['entity_ref', 'objective_id']);
    return rows.map(toStoredStanding);
  }

  /** The same, without what is promised. */
  async listStandings(
    knex: Knex,
    entityRefs: readonly string[],
  ): Promise<
    { entityRef: string; name: string; standing?: ObjectiveStanding }[]
  > {
    const rows = await knex(
      rowsByKey(knex, 'objective', ENTITY_REF, entityRefs),
    )
      .select('entity_ref', 'name', 'status')
      .where({ retired: false })
      .orderBy(['entity_ref', 'objective_id']);
    return rows.map(row => ({
      entityRef: row.entity_ref,
      name: row.name,
      standing: parse(row.status),
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
    carryOut: row.carry ? unpackCarry(row.carry) : undefined,
  };
}

function groupRefs(
  rows: readonly { entity_ref: string; ref: string }[],
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { entity_ref, ref } of rows) {
    const known = groups.get(entity_ref);
    if (known) {
      known.push(ref);
    } else {
      groups.set(entity_ref, [ref]);
    }
  }
  return groups;
}

function parse(document: string | null | undefined) {
  return document ? JSON.parse(document) : undefined;
}
