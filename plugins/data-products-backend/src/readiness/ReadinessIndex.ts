import { setImmediate } from 'node:timers/promises';
import {
  Criticality,
  CRITICALITY_WEIGHTS,
  PromiseSummary,
  ReadinessLevel,
  ScoredKind,
  summarizePromises,
  unpackStatuses,
} from '@handoff/backstage-plugin-data-products-common';
import { IndexRow, ReadinessStore, ScoreRow } from './ReadinessStore';
import { ReadinessTable } from './ReadinessTable';

/** How many days of scores are kept at hand. */
export const TREND_DAYS = 90;

/** How long one visit of all entities goes on before other work gets its turn. */
const SLICE_MS = 8;

const DAY_MS = 24 * 60 * 60 * 1000;

/** One entity, as lists and sums need it. */
export interface IndexEntry {
  entityId: number;
  entityRef: string;
  kind: ScoredKind;
  type?: string;
  title: string;
  /** The title in lower case: what lists are ordered by. */
  sortTitle: string;
  ownerRef?: string;
  domain?: string;
  lifecycle: string;
  criticality: Criticality;
  weight: number;
  search: string;
  renewal?: string;
  promises?: PromiseSummary;
  /** Absent before the first evaluation. */
  result?: IndexResult;
  /** Days (since 1970) on which the score changed, with the score at their end. */
  history: { day: number; score: number }[];
  /** The score before its history begins; absent when there was none. */
  scoredBefore?: number;
  /** How far the history goes. */
  lastTransitionId: number;
}

/** An entity with a result. */
export type EvaluatedEntry = IndexEntry & { result: IndexResult };

export interface IndexResult {
  score: number;
  level: ReadinessLevel;
  /** Ids of the checks that fail, each with what the score would gain. */
  failing: readonly { checkId: string; gain: number }[];
  unknown: number;
}

/** The weight of a check in force, by its id. */
export type CheckWeights = ReadonlyMap<string, number>;

/**
 * All entities in memory, for lists, counts and sums: what a reader asks for
 * is found in one pass, in the same order on every database. The database
 * stays the truth; before each answer, what changed since is read by its
 * revision.
 */
export class ReadinessIndex {
  readonly #store: ReadinessStore;
  readonly #weights: CheckWeights;
  readonly #byId = new Map<number, IndexEntry>();
  /** Results are shared by entities that fail the same checks. */
  readonly #results = new Map<string, IndexResult>();
  #table: ReadinessTable | undefined;
  /** Whether an entity came, left, or was renamed since the table was made. */
  #tableIsOld = false;
  #revision = 0;
  #refreshing: Promise<void> | undefined;

  static create(options: { store: ReadinessStore; weights: CheckWeights }) {
    return new ReadinessIndex(options.store, options.weights);
  }

  private constructor(store: ReadinessStore, weights: CheckWeights) {
    this.#store = store;
    this.#weights = weights;
  }

  /** The newest revision that was read: the same, the same entries. */
  get revision(): number {
    return this.#revision;
  }

  /**
   * Visits every entity that was evaluated, in no order; as new as the
   * database. Other work gets its turn in between.
   */
  async visit(visitor: (entry: EvaluatedEntry) => void): Promise<void> {
    await this.refresh();
    let count = 0;
    let sliceEnd = performance.now() + SLICE_MS;
    for (const entry of this.#byId.values()) {
      if (isEvaluated(entry)) {
        visitor(entry);
      }
      // The clock is asked now and then only: asking costs as much as a visit.
      if (++count % 256 === 0 && performance.now() > sliceEnd) {
        await setImmediate();
        sliceEnd = performance.now() + SLICE_MS;
      }
    }
  }

  /** Every entity that was evaluated, for lists; as new as the database. */
  async table(): Promise<ReadinessTable> {
    await this.refresh();
    if (!this.#table || this.#tableIsOld) {
      // What is mostly in order already is quickly in order again.
      const ids = new Set(this.#table?.entries.map(({ entityId }) => entityId));
      for (const id of this.#byId.keys()) {
        ids.add(id);
      }
      this.#table = ReadinessTable.of(
        [...ids].flatMap(id => {
          const entry = this.#byId.get(id);
          return entry && isEvaluated(entry) ? entry : [];
        }),
      );
      this.#tableIsOld = false;
    }
    return this.#table;
  }

  /** Reads what changed. Requests that come meanwhile wait for the next read. */
  async refresh(): Promise<void> {
    // Who finds a read under way cannot know that it saw the latest change.
    await this.#refreshing?.catch(() => {});
    this.#refreshing ??= this.#read().finally(() => {
      this.#refreshing = undefined;
    });
    await this.#refreshing;
  }

  async #read(): Promise<void> {
    const head = await this.#store.getRevision();
    if (head === this.#revision) {
      return;
    }
    // Later reads take every change, however long ago the last read was: what
    // is known of an entity must not end in a gap.
    const since =
      this.#revision === 0
        ? new Date(Date.now() - TREND_DAYS * DAY_MS).toISOString()
        : '';

    let revision = this.#revision;
    for await (const rows of this.#store.listChanges(this.#revision)) {
      for (const row of rows) {
        await this.#put(row);
        revision = row.revision;
      }
      await setImmediate();
    }
    // A removal has a revision of its own, and no row.
    const upTo = Math.max(revision, head);
    const scoresSince = this.#store.listScores({
      afterRevision: this.#revision,
      upToRevision: upTo,
      since,
    });
    for await (const scores of scoresSince) {
      for (const score of scores) {
        const entry = this.#byId.get(score.entityId);
        if (entry) {
          addToHistory(entry, score);
        }
      }
      await setImmediate();
    }
    for (const entityId of await this.#store.listRemovals(this.#revision)) {
      this.#byId.delete(entityId);
      this.#tableIsOld = true;
    }
    this.#revision = upTo;
  }

  async #put(row: IndexRow): Promise<void> {
    const known = this.#byId.get(row.entityId);
    const result = row.result && (await this.#resultOf(row.result));
    const promises = row.facts && summarizePromises(row.facts);
    if (row.listing) {
      const { listing } = row;
      this.#byId.set(row.entityId, {
        entityId: row.entityId,
        entityRef: row.entityRef,
        kind: listing.kind,
        type: listing.type,
        title: listing.title,
        sortTitle: listing.title.toLocaleLowerCase('en-US'),
        ownerRef: listing.ownerRef,
        domain: listing.domain,
        lifecycle: listing.lifecycle,
        criticality: listing.criticality,
        weight: CRITICALITY_WEIGHTS[listing.criticality],
        search: listing.search,
        renewal: listing.renewal,
        promises,
        result,
        history: known?.history ?? [],
        scoredBefore: known?.scoredBefore,
        lastTransitionId: known?.lastTransitionId ?? 0,
      });
    } else if (known) {
      known.result = result;
      known.promises = promises;
    }
    const entry = this.#byId.get(row.entityId);
    if (entry && !(isEvaluated(entry) && this.#table?.replace(entry))) {
      this.#tableIsOld = true;
    }
  }

  async #resultOf(
    stored: NonNullable<IndexRow['result']>,
  ): Promise<IndexResult> {
    const key = `${stored.checkSetId}:${stored.outcomes}:${stored.score}:${stored.level}`;
    let result = this.#results.get(key);
    if (!result) {
      const checkIds = await this.#store.getCheckIds(stored.checkSetId);
      const statuses = unpackStatuses(stored.outcomes);
      const applicable = checkIds.reduce(
        (sum, id, i) =>
          statuses[i] === 'not-applicable' ? sum : sum + this.#weightOf(id),
        0,
      );
      result = {
        score: stored.score,
        level: stored.level,
        failing: checkIds
          .filter((_, i) => statuses[i] === 'fail')
          .map(checkId => ({
            checkId,
            gain: applicable ? (100 * this.#weightOf(checkId)) / applicable : 0,
          })),
        unknown: statuses.filter(status => status === 'unknown').length,
      };
      this.#results.set(key, result);
    }
    return result;
  }

  #weightOf(checkId: string): number {
    return this.#weights.get(checkId) ?? 0;
  }
}

function isEvaluated(entry: IndexEntry): entry is EvaluatedEntry {
  return entry.result !== undefined;
}

function addToHistory(
  entry: IndexEntry,
  { id, at, score, previousScore }: ScoreRow,
): void {
  // A read that failed half-way is done again from where it began.
  if (id <= entry.lastTransitionId) {
    return;
  }
  entry.lastTransitionId = id;
  const last = entry.history[entry.history.length - 1];
  if (!last) {
    entry.scoredBefore = previousScore;
  }
  // The clocks of two replicas may differ around midnight.
  const day = Math.max(Math.floor(Date.parse(at) / DAY_MS), last?.day ?? 0);
  if (last?.day === day) {
    last.score = score;
  } else {
    entry.history.push({ day, score });
  }
}
