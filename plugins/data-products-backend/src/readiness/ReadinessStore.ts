import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import {
  CheckSet,
  expandEvidence,
  ReadinessEvidence,
  ReadinessLevel,
  RecordedFacts,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { inList, isPostgres, nextRevision, recordset } from '../database';
import { Listing, readTitles } from '../evidence';

/** Which rows to take for judging. */
export type Claim =
  /** Those whose time has come. */
  | { due: string }
  /** These entities, whether due or not. */
  | { entityRefs: readonly string[] }
  /** Every entity that was judged by another set of checks. */
  | { notCheckSet: number };

/** A row taken for judging. */
export interface ClaimedRow {
  entityId: number;
  entityRef: string;
  /** The evidence, as long as was asked for. */
  document: string;
  /** What was recorded beside it, as JSON. */
  facts?: string;
  previous?: StoredResult;
  /** Of the row as read: a write finds out by it whether another came first. */
  revision: number;
  /** Until when the previous result was said to hold. */
  validUntil?: string;
  /** Whether the previous result is of this evidence, and nothing asked for another. */
  settled: boolean;
}

/** How much of the evidence to read. */
export type EvidenceLength = 'abridged' | 'whole';

/** The result of an evaluation as stored. */
export interface StoredResult {
  score: number;
  level: ReadinessLevel;
  /** One letter a check, in the order of the check set. */
  outcomes: string;
  checkSetId: number;
}

/** A row that was judged. */
export interface JudgedRow {
  row: ClaimedRow;
  result: StoredResult;
  validUntil?: string;
  /** Whether an outcome, the score or the level is another one. */
  changed: boolean;
}

/** Everything stored of one entity's readiness. */
export interface ReadinessRecord {
  entityId: number;
  entityRef: string;
  evidence: ReadinessEvidence;
  result?: StoredResult & { evaluatedAt: string };
}

/** A change of results, as stored. */
export interface TransitionRecord {
  id: number;
  at: string;
  result: StoredResult;
  previous?: StoredResult;
}

/** What the index of all entities wants to know of a changed row. */
export interface IndexRow {
  entityId: number;
  entityRef: string;
  /** Absent when it is what it was at the revision before. */
  listing?: Listing;
  facts?: RecordedFacts;
  result?: StoredResult;
  revision: number;
}

/** A score after a transition. */
export interface ScoreRow {
  /** Of the transition: rises with time. */
  id: number;
  entityId: number;
  at: string;
  score: number;
  previousScore?: number;
}

/** Keeps results, transitions, and what they were judged by. */
export class ReadinessStore {
  readonly #knex: Knex;
  readonly #checkSets = new Map<number, string[]>();

  static create(knex: Knex) {
    return new ReadinessStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The id under which a set of checks is known, the same on every replica. */
  async registerCheckSet(checkSet: CheckSet): Promise<number> {
    const fingerprint = createHash('sha256')
      .update(checkSet.fingerprint)
      .digest('hex');
    const checkIds = checkSet.checks.map(({ id }) => id);
    await this.#knex('check_set')
      .insert({ fingerprint, check_ids: JSON.stringify(checkIds) })
      .onConflict('fingerprint')
      .ignore();
    const { id } = await this.#knex('check_set')
      .select('id')
      .where({ fingerprint })
      .first();
    this.#checkSets.set(id, checkIds);
    return id;
  }

  /** The ids of the checks behind packed outcomes, in order. */
  async getCheckIds(checkSetId: number): Promise<string[]> {
    const known = this.#checkSets.get(checkSetId);
    if (known) {
      return known;
    }
    const row = await this.#knex('check_set')
      .select('check_ids')
      .where({ id: checkSetId })
      .first();
    const checkIds = JSON.parse(row.check_ids);
    this.#checkSets.set(checkSetId, checkIds);
    return checkIds;
  }

  /**
   * Takes a page of rows, has them judged, and stores the results, all in one
   * transaction. On PostgreSQL, rows that another replica has taken are passed
   * over; on SQLite there is one writer.
   *
   * @returns the judged rows.
   */
  async evaluatePage(
    claim: Claim,
    page: { limit: number; evidence: EvidenceLength; now: Date },
    judge: (rows: ClaimedRow[]) => Promise<JudgedRow[]>,
  ): Promise<JudgedRow[]> {
    return this.#knex.transaction(async tx => {
      // SQLite answers at once. Without turns of the event loop in between,
      // the statements of a page would add up to one long block.
      const rows = await this.#claim(tx, claim, page);
      if (!rows.length) {
        return [];
      }
      await setImmediate();
      const judged = await judge(rows);
      await setImmediate();
      await this.#save(tx, judged, page.now);
      return judged;
    });
  }

  /** Reads the next page of all entities, in the order of ids, without taking it. */
  async readPage(
    afterId: number,
    page: { limit: number; evidence: EvidenceLength },
  ): Promise<ClaimedRow[]> {
    const rows = await selectRows(this.#knex, page)
      .where('readiness.entity_id', '>', afterId)
      .orderBy('readiness.entity_id');
    return rows.map(toClaimedRow);
  }

  /**
   * Stores of a page that was read what is not stored already: most of it
   * stays as it is. A row that somebody else has changed meanwhile is left to
   * them; new evidence is due by itself.
   *
   * @returns the rows, those that were left to others as unchanged.
   */
  async saveDifferent(judged: JudgedRow[], now: Date): Promise<JudgedRow[]> {
    const different = judged.filter(
      ({ row, validUntil, changed }) =>
        changed || !row.settled || row.validUntil !== validUntil,
    );
    if (!different.length) {
      return judged;
    }
    const saved = await this.#knex.transaction(async tx => {
      if (isPostgres(tx)) {
        // In the order in which every writer takes them, and before the
        // revision, as every writer does.
        const ids = different.map(({ row }) => row.entityId);
        await tx('readiness')
          .select(tx.raw('1'))
          .whereIn('entity_id', inList(tx, 'integer', ids))
          .orderBy('entity_id')
          .forUpdate();
      }
      return this.#save(tx, different, now);
    });
    return saved.size === different.length
      ? judged
      : judged.map(row =>
          row.changed && !saved.has(row.row.entityId)
            ? { ...row, changed: false }
            : row,
        );
  }

  /** Stores that everything was judged, at a time, by a set of checks. */
  async recordSweep(checkSetId: number, startedAt: Date): Promise<void> {
    await this.#knex('readiness_head').update({
      swept_at: startedAt.toISOString(),
      swept_check_set_id: checkSetId,
    });
  }

  async get(entityRef: string): Promise<ReadinessRecord | undefined> {
    const [record] = await this.getMany([entityRef]);
    return record;
  }

  /** Of those that there are, in no order. */
  async getMany(entityRefs: readonly string[]): Promise<ReadinessRecord[]> {
    const rows = await this.#knex('evidence')
      .join('readiness', 'readiness.entity_id', 'evidence.entity_id')
      .crossJoin('readiness_head' as any)
      .whereIn('evidence.entity_ref', inList(this.#knex, 'text', entityRefs))
      .select(
        'evidence.entity_id',
        'evidence.entity_ref',
        'evidence.document',
        'evidence.facts',
        'readiness.score',
        'readiness.level',
        'readiness.outcomes',
        'readiness.check_set_id',
        'readiness.evaluated_at',
        'readiness_head.swept_at',
        'readiness_head.swept_check_set_id',
      );
    return rows.map(row => {
      const result = toResult(row);
      return {
        entityId: row.entity_id,
        entityRef: row.entity_ref,
        evidence: expandEvidence(
          row.document,
          row.entity_ref,
          row.facts ?? undefined,
        ),
        result: result && { ...result, evaluatedAt: evaluatedAt(row) },
      };
    });
  }

  /** What parties are called now. */
  async readTitles(refs: readonly string[]): Promise<(ref: string) => string> {
    return readTitles(this.#knex, refs);
  }

  /** What lists show of the entities, in the order of the ids. */
  async getListings(
    entityIds: readonly number[],
  ): Promise<Map<number, Listing>> {
    const rows = await this.#knex('listing')
      .select('entity_id', 'document')
      .whereIn('entity_id', inList(this.#knex, 'integer', entityIds));
    return new Map(
      rows.map(({ entity_id, document }) => [entity_id, JSON.parse(document)]),
    );
  }

  /** The changes of one entity, newest first, before the given one. */
  async getTransitions(
    entityId: number,
    options: { beforeId?: number; limit: number },
  ): Promise<TransitionRecord[]> {
    const query = this.#knex('readiness_transition')
      .where({ entity_id: entityId })
      .orderBy('id', 'desc')
      // What a change came from is the change before it.
      .limit(options.limit + 1);
    if (options.beforeId !== undefined) {
      query.where('id', '<', options.beforeId);
    }
    const rows = await query;
    return rows.slice(0, options.limit).map((row, index) => ({
      id: row.id,
      at: row.at,
      result: toResult(row)!,
      previous: rows[index + 1] && toResult(rows[index + 1]),
    }));
  }

  /** The newest revision that is to be seen. */
  async getRevision(): Promise<number> {
    const { revision } = await this.#knex('readiness_head')
      .select('revision')
      .first();
    return Number(revision);
  }

  /** Rows that changed after a revision, oldest change first, in pages. */
  async *listChanges(
    afterRevision: number,
    pageSize = 1000,
  ): AsyncGenerator<IndexRow[]> {
    let after = { revision: afterRevision, entityId: Number.MAX_SAFE_INTEGER };
    for (;;) {
      const rows = await this.#knex('readiness')
        .join('evidence', 'evidence.entity_id', 'readiness.entity_id')
        .leftJoin('listing', join =>
          join
            .on('listing.entity_id', 'readiness.entity_id')
            .andOnVal('listing.revision', '>', afterRevision),
        )
        .select(
          'readiness.entity_id',
          'evidence.entity_ref',
          'evidence.facts',
          'readiness.score',
          'readiness.level',
          'readiness.outcomes',
          'readiness.check_set_id',
          'readiness.revision',
          { listing: 'listing.document' },
        )
        .whereRaw('(readiness.revision, readiness.entity_id) > (?, ?)', [
          after.revision,
          Math.min(after.entityId, 2 ** 31 - 1),
        ])
        .orderBy(['readiness.revision', 'readiness.entity_id'])
        .limit(pageSize);
      if (rows.length) {
        yield rows.map(row => ({
          entityId: row.entity_id,
          entityRef: row.entity_ref,
          listing: row.listing ? JSON.parse(row.listing) : undefined,
          facts: row.facts ? JSON.parse(row.facts) : undefined,
          result: toResult(row),
          revision: Number(row.revision),
        }));
        const last = rows[rows.length - 1];
        after = { revision: Number(last.revision), entityId: last.entity_id };
      }
      if (rows.length < pageSize) {
        return;
      }
    }
  }

  /** Entities that were removed after a revision. */
  async listRemovals(afterRevision: number): Promise<number[]> {
    return this.#knex('readiness_removal')
      .where('revision', '>', afterRevision)
      .pluck('entity_id');
  }

  /** Scores after each change in a range of revisions, oldest first. */
  async *listScores(
    range: { afterRevision: number; upToRevision: number; since: string },
    pageSize = 5000,
  ): AsyncGenerator<ScoreRow[]> {
    let afterId = 0;
    for (;;) {
      const rows = await this.#knex('readiness_transition')
        .select('id', 'entity_id', 'at', 'score', 'previous_score')
        .where('revision', '>', range.afterRevision)
        .where('revision', '<=', range.upToRevision)
        .where('at', '>=', range.since)
        .where('id', '>', afterId)
        .orderBy('id')
        .limit(pageSize);
      if (rows.length) {
        yield rows.map(row => ({
          id: row.id,
          entityId: row.entity_id,
          at: row.at,
          score: row.score,
          previousScore: row.previous_score ?? undefined,
        }));
        afterId = rows[rows.length - 1].id;
      }
      if (rows.length < pageSize) {
        return;
      }
    }
  }

  /** Forgets removals that every replica has noticed long since. */
  async purgeRemovals(before: string): Promise<void> {
    await this.#knex('readiness_removal').where('at', '<', before).delete();
  }

  async #claim(
    tx: Knex.Transaction,
    claim: Claim,
    page: { limit: number; evidence: EvidenceLength },
  ): Promise<ClaimedRow[]> {
    const query = selectRows(tx, page);
    if ('due' in claim) {
      query
        .where('readiness.due_at', '<=', claim.due)
        .orderBy('readiness.due_at');
    } else if ('entityRefs' in claim) {
      query
        .whereIn('evidence.entity_ref', inList(tx, 'text', claim.entityRefs))
        .orderBy('readiness.entity_id');
    } else {
      query
        .whereNotNull('readiness.check_set_id')
        .where('readiness.check_set_id', '<>', claim.notCheckSet)
        .orderBy('readiness.entity_id');
    }
    if (isPostgres(tx)) {
      // Both tables: a row that had to be waited for is read again in those
      // that are locked, and only in those. The evidence has to be as new.
      query.forUpdate('readiness', 'evidence');
      if (!('entityRefs' in claim)) {
        query.skipLocked();
      }
    }
    const rows = await query;
    return rows.map(toClaimedRow);
  }

  /** @returns the ids of the entities whose row was as it had been read. */
  async #save(
    tx: Knex.Transaction,
    judged: readonly JudgedRow[],
    now: Date,
  ): Promise<Set<number>> {
    const revision = judged.some(({ changed }) => changed)
      ? await nextRevision(tx)
      : 0;
    const saved = await this.#saveResults(tx, judged, revision, now);
    await setImmediate();
    if (revision) {
      // The rows that have the revision are those that it was taken for.
      await tx.raw(
        `insert into readiness_transition
           (entity_id, at, score, level, outcomes, check_set_id, previous_score, revision)
         select entity_id, evaluated_at, score, level, outcomes, check_set_id, previous_score, revision
         from readiness where revision = ? order by entity_id`,
        [revision],
      );
      await setImmediate();
    }
    return saved;
  }

  async #saveResults(
    tx: Knex.Transaction,
    judged: readonly JudgedRow[],
    revision: number,
    now: Date,
  ): Promise<Set<number>> {
    // Every change of evidence raises the revision of its row: where it is
    // still the one that was read, the evidence is the one that was judged.
    const answer = await tx.raw(
      `update readiness set
         previous_score = case when t.changed then readiness.score else readiness.previous_score end,
         score = t.score, level = t.level, outcomes = t.outcomes, check_set_id = t.check_set_id,
         evaluated_at = ?, valid_until = t.valid_until, due_at = t.valid_until, input_hash = evidence.hash,
         revision = case when t.changed then ${revision} else readiness.revision end
       from ? as t join evidence on evidence.entity_id = t.entity_id
       where readiness.entity_id = t.entity_id and readiness.revision = t.revision
       returning readiness.entity_id`,
      [
        now.toISOString(),
        recordset(
          tx,
          {
            entity_id: 'integer',
            score: 'integer',
            level: 'text',
            outcomes: 'text',
            check_set_id: 'integer',
            valid_until: 'text',
            changed: 'boolean',
            revision: 'bigint',
          },
          judged.map(({ row, result, validUntil, changed }) => [
            row.entityId,
            result.score,
            result.level,
            result.outcomes,
            result.checkSetId,
            validUntil,
            changed,
            row.revision,
          ]),
        ),
      ],
    );
    const rows: { entity_id: number }[] = isPostgres(tx) ? answer.rows : answer;
    return new Set(rows.map(row => row.entity_id));
  }
}

interface SelectedRow {
  entity_id: number;
  entity_ref: string;
  document: string;
  facts: string | null;
  score: number | null;
  level: string | null;
  outcomes: string | null;
  check_set_id: number | null;
  /** A text on PostgreSQL. */
  revision: number | string;
  valid_until: string | null;
  settled: boolean | number | null;
}

function selectRows(
  knex: Knex,
  { limit, evidence }: { limit: number; evidence: EvidenceLength },
): Knex.QueryBuilder<any, SelectedRow[]> {
  return knex('readiness')
    .join('evidence', 'evidence.entity_id', 'readiness.entity_id')
    .select(
      'readiness.entity_id',
      'evidence.entity_ref',
      'evidence.facts',
      'readiness.score',
      'readiness.level',
      'readiness.outcomes',
      'readiness.check_set_id',
      'readiness.revision',
      'readiness.valid_until',
      knex.raw(
        'readiness.input_hash = evidence.hash and readiness.due_at is not distinct from readiness.valid_until as settled',
      ),
      {
        document:
          evidence === 'whole' ? 'evidence.document' : 'evidence.abridged',
      },
    )
    .limit(limit);
}

function toClaimedRow(row: SelectedRow): ClaimedRow {
  return {
    entityId: row.entity_id,
    entityRef: row.entity_ref,
    document: row.document,
    facts: row.facts ?? undefined,
    previous: toResult(row),
    revision: Number(row.revision),
    validUntil: row.valid_until ?? undefined,
    settled: Boolean(row.settled),
  };
}

/** Of its own evaluation, or of all since: these do not touch what stays as it is. */
function evaluatedAt(row: {
  evaluated_at: string;
  check_set_id: number;
  swept_at: string | null;
  swept_check_set_id: number | null;
}): string {
  return row.swept_at !== null &&
    row.swept_check_set_id === row.check_set_id &&
    row.swept_at > row.evaluated_at
    ? row.swept_at
    : row.evaluated_at;
}

function toResult(row: {
  score: number | null;
  level: string | null;
  outcomes: string | null;
  check_set_id: number | null;
}): StoredResult | undefined {
  return row.score === null
    ? undefined
    : {
        score: row.score,
        level: row.level as ReadinessLevel,
        outcomes: row.outcomes!,
        checkSetId: row.check_set_id!,
      };
}
