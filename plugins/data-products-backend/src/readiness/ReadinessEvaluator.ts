import { setImmediate } from 'node:timers/promises';
import {
  CheckSet,
  evaluateReadiness,
  packStatuses,
} from '@handoff/backstage-plugin-data-products-common';
import { Claim, ClaimedRow, JudgedRow, ReadinessStore } from './ReadinessStore';

/**
 * How many entities one transaction takes: large enough that statements are
 * few, small enough that each of them is short.
 */
const PAGE_SIZE = 2600;

/** How long judging goes on before other work gets its turn. */
const SLICE_MS = 5;

/** How many entities were judged, and how many got another result. */
export interface EvaluationCounts {
  evaluated: number;
  changed: number;
}

/** Judges stored evidence and stores what comes of it, in pages. */
export class ReadinessEvaluator {
  readonly #store: ReadinessStore;
  readonly #checkSet: CheckSet;
  readonly #checkSetId: number;
  readonly #startedAt = new Date().toISOString();

  static async create(options: {
    store: ReadinessStore;
    checkSet: CheckSet;
  }): Promise<ReadinessEvaluator> {
    return new ReadinessEvaluator(
      options.store,
      options.checkSet,
      await options.store.registerCheckSet(options.checkSet),
    );
  }

  private constructor(
    store: ReadinessStore,
    checkSet: CheckSet,
    checkSetId: number,
  ) {
    this.#store = store;
    this.#checkSet = checkSet;
    this.#checkSetId = checkSetId;
  }

  /** The checks in force. */
  get checkSet(): CheckSet {
    return this.#checkSet;
  }

  /** Judges what is due, until nothing is. */
  async evaluateDue(signal?: AbortSignal): Promise<EvaluationCounts> {
    return this.#evaluateWhile(now => ({ due: now.toISOString() }), signal);
  }

  /** Judges what was judged by other checks than those in force. */
  async evaluateOutdated(signal?: AbortSignal): Promise<EvaluationCounts> {
    return this.#evaluateWhile(
      () => ({ notCheckSet: this.#checkSetId }),
      signal,
    );
  }

  /**
   * Judges everything. What this process has judged before, and what still
   * holds since, is not judged again: the result of the same checks over the
   * same evidence would be the same.
   */
  async evaluateAll(signal?: AbortSignal): Promise<EvaluationCounts> {
    let afterId = 0;
    const keep = { checkSetId: this.#checkSetId, since: this.#startedAt };
    return this.#evaluateWhile(
      () => ({ afterId, keep }),
      signal,
      rows => {
        afterId = rows[rows.length - 1].row.entityId;
      },
    );
  }

  /** Judges these entities. @returns the rows that have evidence. */
  async evaluate(entityRefs: readonly string[]): Promise<JudgedRow[]> {
    const now = new Date();
    return this.#store.evaluatePage(
      { entityRefs },
      entityRefs.length,
      now,
      rows => this.#judge(rows, now),
    );
  }

  async #evaluateWhile(
    claimAt: (now: Date) => Claim,
    signal?: AbortSignal,
    onPage?: (judged: JudgedRow[]) => void,
  ): Promise<EvaluationCounts> {
    const counts: EvaluationCounts = { evaluated: 0, changed: 0 };
    for (;;) {
      signal?.throwIfAborted();
      const now = new Date();
      const judged = await this.#store.evaluatePage(
        claimAt(now),
        PAGE_SIZE,
        now,
        rows => this.#judge(rows, now),
      );
      counts.evaluated += judged.length;
      counts.changed += judged.filter(({ changed }) => changed).length;
      if (judged.length < PAGE_SIZE) {
        return counts;
      }
      onPage?.(judged);
      await setImmediate();
    }
  }

  async #judge(rows: ClaimedRow[], now: Date): Promise<JudgedRow[]> {
    const judged: JudgedRow[] = [];
    let sliceEnd = performance.now() + SLICE_MS;
    for (const row of rows) {
      judged.push(this.#judgeRow(row, now));
      if (performance.now() > sliceEnd) {
        await setImmediate();
        sliceEnd = performance.now() + SLICE_MS;
      }
    }
    return judged;
  }

  #judgeRow(row: ClaimedRow, now: Date): JudgedRow {
    const { score, level, outcomes, validUntil } = evaluateReadiness(
      JSON.parse(row.document!),
      this.#checkSet,
      now,
    );
    const result = {
      score,
      level,
      outcomes: packStatuses(outcomes.map(({ status }) => status)),
      checkSetId: this.#checkSetId,
    };
    const { previous } = row;
    return {
      row,
      result,
      validUntil,
      changed:
        !previous ||
        previous.score !== score ||
        previous.level !== level ||
        previous.outcomes !== result.outcomes ||
        previous.checkSetId !== this.#checkSetId,
    };
  }
}
