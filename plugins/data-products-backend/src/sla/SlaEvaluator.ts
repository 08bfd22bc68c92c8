import { setImmediate } from 'node:timers/promises';
import {
  Carry,
  evaluateObjective,
  evaluationTime,
  History,
  nextBreach,
  Objective,
  ObjectiveStatus,
  ObservationEvidence,
  Rollup,
  sumWindows,
  windowStarts,
  WindowTallies,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { EvidenceStore } from '../evidence';
import { dayOf } from './ObservationDay';
import { rollUpDay, rollUpHours } from './rollUpDay';
import {
  ClaimedObjective,
  EvaluatedObjective,
  observationsOf,
  SlaStore,
  StoredBreach,
  StoredDay,
} from './SlaStore';

/** How many objectives one transaction takes. */
const PAGE_SIZE = 200;

/** How long work goes on before other work gets its turn. */
const SLICE_MS = 5;

const HOUR_MS = 60 * 60 * 1000;

/** How long a target must be met before its breach is closed. */
const RECOVERY_MS = 10 * 60 * 1000;

/** Who is to answer for a broken promise. */
const RESPONSIBLE_ROLES = ['owner', 'quality-monitor'];

/**
 * Sums up what was observed and judges how objectives stand, when an
 * observation came and when time alone changes it.
 */
export class SlaEvaluator {
  readonly #store: SlaStore;
  readonly #evidence: EvidenceStore;

  static create(options: { store: SlaStore; evidence: EvidenceStore }) {
    return new SlaEvaluator(options.store, options.evidence);
  }

  private constructor(store: SlaStore, evidence: EvidenceStore) {
    this.#store = store;
    this.#evidence = evidence;
  }

  /**
   * Evaluates what is due, until nothing is.
   *
   * @returns how many objectives were evaluated, and how many entities'
   * readiness is due in consequence.
   */
  async evaluateDue(
    now: Date,
    signal?: AbortSignal,
  ): Promise<{ evaluated: number; changed: number }> {
    const total = { evaluated: 0, changed: 0 };
    for (;;) {
      signal?.throwIfAborted();
      const { count, result = 0 } = await this.#store.evaluateDue(
        now,
        PAGE_SIZE,
        (objectives, tx) => this.#evaluate(objectives, tx, now),
      );
      total.evaluated += count;
      total.changed += result;
      if (count < PAGE_SIZE) {
        return total;
      }
      await setImmediate();
    }
  }

  async #evaluate(
    objectives: ClaimedObjective[],
    tx: Knex.Transaction,
    now: Date,
  ): Promise<number> {
    const evaluated: EvaluatedObjective[] = [];
    let sliceEnd = performance.now() + SLICE_MS;
    for (const claimed of objectives) {
      evaluated.push(await this.#evaluateOne(claimed, tx, now.getTime()));
      if (performance.now() > sliceEnd) {
        await setImmediate();
        sliceEnd = performance.now() + SLICE_MS;
      }
    }
    await this.#store.saveEvaluated(tx, evaluated);
    // After all of them stand: what is broken upstream is known by then.
    for (const [i, { objectiveId, status, dueAt }] of evaluated.entries()) {
      const look = await this.#stepBreach(
        objectives[i],
        tx,
        status,
        now.getTime(),
      );
      if (look !== undefined && (dueAt === undefined || look < dueAt)) {
        await this.#store.setDue(tx, objectiveId, look);
      }
    }
    // Most stand as they stood.
    const moved = objectives.filter(
      ({ status }, i) => !isSameEvidence(status, evaluated[i].status),
    );
    return moved.length ? this.#saveFacts(tx, moved, now) : 0;
  }

  async #evaluateOne(
    claimed: ClaimedObjective,
    tx: Knex.Transaction,
    now: number,
  ): Promise<EvaluatedObjective> {
    const { objectiveId, objective } = claimed;
    const { days, carry } = await this.#rollUp(claimed, tx);
    const hour = Math.floor(evaluationTime(carry, now) / HOUR_MS) * HOUR_MS;
    let { windows } = claimed;
    if (carry && (!windows || days.length || claimed.windowsAt !== hour)) {
      windows = await this.#sumWindows(claimed, tx, carry, now, days);
    }
    const status = evaluateObjective(objective, windows, carry, now);
    return {
      objectiveId,
      carry,
      windows,
      windowsAt: hour,
      status,
      dueAt: status.validUntil
        ? Math.max(Date.parse(status.validUntil), now + 1)
        : undefined,
      days,
    };
  }

  /** Makes the sums again of the days whose observations changed, and of what follows from them. */
  async #rollUp(
    { objectiveId, objective, staleFrom, carry }: ClaimedObjective,
    tx: Knex.Transaction,
  ): Promise<{ days: EvaluatedObjective['days']; carry?: Carry }> {
    if (staleFrom === undefined) {
      return { days: [], carry };
    }
    const days: EvaluatedObjective['days'] = [];
    let current = await this.#store.carryBefore(tx, objectiveId, staleFrom);
    const stored = await this.#store.listDays(
      tx,
      objectiveId,
      { from: staleFrom },
      'all',
    );
    for (const day of stored) {
      if (day.observations === undefined && day.bucket) {
        // Too old to be made again.
        current = day.carryOut;
        continue;
      }
      const { bucket, carryOut } = rollUpDay(
        objective,
        day.day,
        observationsOf(objective, day),
        current,
      );
      days.push({ day: day.day, bucket, carryOut });
      current = carryOut;
    }
    return { days, carry: current };
  }

  async #sumWindows(
    { objectiveId, objective }: ClaimedObjective,
    tx: Knex.Transaction,
    carry: Carry,
    now: number,
    fresh: EvaluatedObjective['days'],
  ): Promise<WindowTallies> {
    const starts = windowStarts(objective, evaluationTime(carry, now));
    const history = await readHistory(this.#store, tx, {
      objectiveId,
      objective,
      from: starts.window,
      hoursFrom: starts.threeDays,
      fresh,
    });
    return sumWindows(objective, history, now);
  }

  /** @returns when to look at the breach again, if time alone may close it. */
  async #stepBreach(
    claimed: ClaimedObjective,
    tx: Knex.Transaction,
    status: ObjectiveStatus,
    now: number,
  ): Promise<number | undefined> {
    const { objective, breach, entityRef } = claimed;
    const step = nextBreach(objective, breach, status, now, {
      recoveryMs: RECOVERY_MS,
    });
    switch (step.action) {
      case 'open': {
        const upstream = await this.#store.listUpstream(tx, entityRef);
        await this.#store.openBreach(tx, claimed, {
          ...step.breach,
          promise: objective.promise,
          responsible: await this.#store.listHolders(
            tx,
            entityRef,
            RESPONSIBLE_ROLES,
          ),
          upstream: await this.#store.listBroken(tx, upstream),
        });
        return undefined;
      }
      case 'keep':
      case 'close': {
        const { breachId, ...stored } = breach!;
        const next: StoredBreach = { ...stored, ...step.breach };
        const until = step.action === 'close' ? step.until : undefined;
        if (until || next.worstValue !== stored.worstValue) {
          await this.#store.updateBreach(tx, breachId, next, until);
        }
        return step.action === 'keep' && status.inTarget && status.since
          ? Math.max(Date.parse(status.since) + RECOVERY_MS, now + 1000)
          : undefined;
      }
      default:
        return undefined;
    }
  }

  /** Hands on to readiness how the entities' objectives stand. */
  async #saveFacts(
    tx: Knex.Transaction,
    objectives: readonly ClaimedObjective[],
    now: Date,
  ): Promise<number> {
    const refs = [...new Set(objectives.map(({ entityRef }) => entityRef))];
    const facts = new Map<
      string,
      Record<string, ObservationEvidence> | undefined
    >(refs.map(ref => [ref, undefined]));
    for (const {
      entityRef,
      objective,
      status,
    } of await this.#store.listStatuses(tx, refs)) {
      const evidence = status && toEvidence(status);
      if (evidence) {
        facts.set(entityRef, {
          ...facts.get(entityRef),
          [objective.name]: evidence,
        });
      }
    }
    return this.#evidence.setFacts('observations', facts, now, tx);
  }
}

/**
 * What is needed to sum up a stretch of time that ends now: days where whole
 * days are enough, hours where they are not.
 *
 * @param options - `from`: where it begins, epoch ms; `hoursFrom`: from where
 * on every hour is wanted; `fresh`: days whose sums are not stored yet
 */
export async function readHistory(
  store: SlaStore,
  knex: Knex,
  options: {
    objectiveId: number;
    objective: Objective;
    from: number;
    hoursFrom: number;
    fresh?: EvaluatedObjective['days'];
  },
): Promise<History> {
  const { objectiveId, objective } = options;
  const first = dayOf(options.from);
  const hoursFrom = Math.max(dayOf(options.hoursFrom), first);
  const fresh = new Map(options.fresh?.map(day => [day.day, day]));
  const days: StoredDay[] = [
    // It rarely begins at midnight.
    ...(first < hoursFrom
      ? await store.listDays(
          knex,
          objectiveId,
          { from: first, to: first },
          'all',
        )
      : []),
    ...(await store.listDays(
      knex,
      objectiveId,
      { from: first < hoursFrom ? first + 1 : first },
      { from: hoursFrom },
    )),
  ];
  // Every stored day from the first fresh one on is fresh.
  const before = options.fresh?.filter(({ day }) => day < first).pop();
  const carryIn = before
    ? before.carryOut
    : await store.carryBefore(knex, objectiveId, first);
  const rollups: Rollup[] = [];
  let carry = carryIn;
  for (const day of days) {
    if (day.observations !== undefined) {
      rollups.push(
        ...rollUpHours(objective, observationsOf(objective, day), carry),
      );
      carry = rollups.length ? rollups[rollups.length - 1].carryOut : carry;
    } else {
      const { bucket, carryOut } = fresh.get(day.day) ?? day;
      if (bucket) {
        rollups.push({ bucket, carryOut });
        carry = carryOut;
      }
    }
  }
  return { carryIn, rollups };
}

function isSameEvidence(
  before: ObjectiveStatus | undefined,
  after: ObjectiveStatus,
): boolean {
  return (
    before !== undefined &&
    JSON.stringify(toEvidence(before)) === JSON.stringify(toEvidence(after))
  );
}

/**
 * A status as readiness wants to know it: it stays the same while nothing but
 * another observation of the same state comes in.
 */
function toEvidence(status: ObjectiveStatus): ObservationEvidence | undefined {
  if (status.unknownCause === 'never-observed' || !status.observedAt) {
    return undefined;
  }
  const since = status.silentSince ?? status.since ?? status.observedAt;
  return {
    state: status.state,
    observedAt: since,
    brokenSince: status.state === 'broken' ? status.since : undefined,
  };
}
