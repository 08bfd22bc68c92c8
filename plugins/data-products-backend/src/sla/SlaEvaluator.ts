import { setImmediate } from 'node:timers/promises';
import {
  BreachStep,
  Carry,
  evaluateObjective,
  evaluationTime,
  History,
  isReplayable,
  moveWindows,
  nextBreach,
  Objective,
  ObjectiveStanding,
  ObservationEvidence,
  OpenBreach,
  replayBreaches,
  replayTime,
  Rollup,
  standingOf,
  sumWindows,
  windowStarts,
  WindowTallies,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { EvidenceStore } from '../evidence';
import { BreachCorrector, PastBreaches } from './BreachCorrector';
import { DAY_MS, dayOf, ObservationDay } from './ObservationDay';
import { ObservationStore } from './ObservationStore';
import { rollUpDay, rollUpHours } from './rollUpDay';
import {
  BreachUpdate,
  ClaimedObjective,
  EvaluatedObjective,
  observationsOf,
  SlaStore,
  StoredBreach,
  StoredDay,
} from './SlaStore';
import { Turns } from './Turns';

/** How many objectives one transaction takes. */
const PAGE_SIZE = 250;

/** After how many objectives the database's log is copied, some MB of it. */
const COPY_LOG_AFTER = 2 * PAGE_SIZE;

/** How many objectives are known to be due at once. */
const DUE_AT_ONCE = 20_000;

/** Of how many objectives the days that changed are read at once. */
const DAYS_AT_ONCE = 100;

/** How many histories are read at once: each has a row a day. */
const HISTORIES_AT_ONCE = 25;

const HOUR_MS = 60 * 60 * 1000;

/** How long a target must be met before its breach is closed. */
const RECOVERY_MS = 10 * 60 * 1000;

const SETTINGS = { recoveryMs: RECOVERY_MS };

/** What breaks upstream within this time was broken at the same time, whatever was seen first. */
const SETTLING_MS = 30_000;

/** Who is to answer for a broken promise. */
const RESPONSIBLE_ROLES = ['owner', 'quality-monitor'];

/**
 * Sums up what was observed and judges how objectives stand, when an
 * observation came and when time alone changes it.
 */
export class SlaEvaluator {
  readonly #store: SlaStore;
  readonly #observations: ObservationStore;
  readonly #evidence: EvidenceStore;
  readonly #corrector: BreachCorrector;

  static create(options: {
    store: SlaStore;
    observations: ObservationStore;
    evidence: EvidenceStore;
  }) {
    return new SlaEvaluator(
      options.store,
      options.observations,
      options.evidence,
    );
  }

  private constructor(
    store: SlaStore,
    observations: ObservationStore,
    evidence: EvidenceStore,
  ) {
    this.#store = store;
    this.#observations = observations;
    this.#evidence = evidence;
    this.#corrector = BreachCorrector.create(store, RESPONSIBLE_ROLES);
  }

  /**
   * Evaluates what is due, until nothing is: with all observations that came
   * in before.
   *
   * @returns how many objectives were evaluated, and how many entities'
   * readiness is due in consequence.
   */
  async evaluateDue(
    now: Date,
    signal?: AbortSignal,
  ): Promise<{ evaluated: number; changed: number }> {
    await this.#observations.fileArrivals(now, signal);
    const total = { evaluated: 0, changed: 0 };
    for (;;) {
      const due = await this.#store.listDue(now, DUE_AT_ONCE);
      const before = total.evaluated;
      await this.#evaluateAll(due, now, total, signal);
      // What is left is due for others, who have it.
      if (due.length < DUE_AT_ONCE || total.evaluated === before) {
        return total;
      }
    }
  }

  async #evaluateAll(
    due: readonly number[],
    now: Date,
    total: { evaluated: number; changed: number },
    signal: AbortSignal | undefined,
  ): Promise<void> {
    let next = 0;
    const work = async () => {
      while (next < due.length) {
        signal?.throwIfAborted();
        const page = due.slice(next, next + PAGE_SIZE);
        next += page.length;
        const { count, result = 0 } = await this.#store.evaluateDue(
          page,
          now,
          (objectives, tx) => this.#evaluate(objectives, tx, now),
        );
        total.evaluated += count;
        total.changed += result;
        await setImmediate();
        if (next % COPY_LOG_AFTER === 0) {
          await this.#store.copyLog();
          await setImmediate();
        }
      }
    };
    const ended = await Promise.allSettled(
      Array.from({ length: this.#store.pagesAtOnce }, () => work()),
    );
    // Not before all of them have let go of what they hold.
    for (const one of ended) {
      if (one.status === 'rejected') {
        throw one.reason;
      }
    }
  }

  async #evaluate(
    objectives: ClaimedObjective[],
    tx: Knex.Transaction,
    now: Date,
  ): Promise<number> {
    const turns = new Turns();
    const rolledUp = await this.#rollUp(objectives, tx, turns, now.getTime());
    const windows = await this.#findWindows(
      objectives,
      rolledUp,
      tx,
      now.getTime(),
      turns,
    );
    await turns.next();
    const corrected = await this.#corrector.correct(
      objectives.map((claimed, i) => ({ claimed, past: rolledUp[i].past })),
      tx,
      now.getTime(),
    );
    const evaluated: EvaluatedObjective[] = [];
    const steps: BreachStep[] = [];
    const standings: ObjectiveStanding[] = [];
    for (const [i, claimed] of objectives.entries()) {
      const { objectiveId, objective } = claimed;
      const { days, carry } = rolledUp[i];
      const { moved, summed } = windows[i];
      const judgedBy = { windows: moved ?? summed, carry };
      const standing = standingOf(
        objective,
        judgedBy.windows,
        carry,
        now.getTime(),
      );
      const step =
        corrected.get(objectiveId) ??
        stepOf(claimed, standing, judgedBy, now.getTime());
      const stored = JSON.stringify(standing);
      steps.push(step);
      standings.push(standing);
      evaluated.push({
        objectiveId,
        sums:
          moved && claimed.staleFrom === undefined
            ? undefined
            : { carry, windows: summed, windowsAt: windowsHour(carry, now) },
        standing: stored,
        isSame: stored === claimed.standing,
        dueAt: nextLook(standing, step, now.getTime()),
        days,
      });
      await turns.next();
    }
    // SQLite answers without waiting: nobody else has a turn between statements.
    await turns.next();
    await this.#store.saveEvaluated(tx, evaluated);
    await turns.next();
    // After all of them stand: what is broken upstream is known by then.
    await this.#stepBreaches(objectives, steps, tx, now.getTime());
    await turns.next();
    // Most stand as they stood.
    const changed = objectives.filter(
      ({ standing }, i) =>
        !evaluated[i].isSame && !isSameEvidence(standing, standings[i]),
    );
    return changed.length ? this.#saveFacts(tx, changed, now) : 0;
  }

  /** Makes the sums again of the days whose observations changed, and of what follows from them. */
  async #rollUp(
    objectives: readonly ClaimedObjective[],
    tx: Knex.Transaction,
    turns: Turns,
    now: number,
  ): Promise<RolledUp[]> {
    const stale = objectives.flatMap(({ objectiveId, staleFrom }) =>
      staleFrom === undefined ? [] : [{ objectiveId, day: staleFrom }],
    );
    if (!stale.length) {
      return objectives.map(({ carry }) => ({ days: [], carry }));
    }
    const carries = await this.#store.carriesBefore(tx, stale);
    const stored = new Map<number, StoredDay[]>();
    for (let first = 0; first < stale.length; first += DAYS_AT_ONCE) {
      const part = stale.slice(first, first + DAYS_AT_ONCE);
      const days = await this.#store.listDaysOf(
        tx,
        part.map(({ objectiveId, day }) => ({
          objectiveId,
          from: day,
          detailed: day,
        })),
      );
      for (const [objectiveId, ofObjective] of days) {
        stored.set(objectiveId, ofObjective);
      }
      await turns.next();
    }
    const rolledUp: RolledUp[] = [];
    for (const claimed of objectives) {
      const { objectiveId, staleFrom, carry } = claimed;
      if (staleFrom === undefined) {
        rolledUp.push({ days: [], carry });
        continue;
      }
      rolledUp.push(
        rollUpDays(
          claimed,
          stored.get(objectiveId) ?? [],
          carries.get(objectiveId),
          now,
        ),
      );
      await turns.next();
    }
    return rolledUp;
  }

  /** The windows of objectives: as they are kept, where that is enough, or summed up again. */
  async #findWindows(
    objectives: readonly ClaimedObjective[],
    rolledUp: readonly RolledUp[],
    tx: Knex.Transaction,
    now: number,
    turns: Turns,
  ): Promise<{ moved?: WindowTallies; summed?: WindowTallies }[]> {
    const found = objectives.map(({ objective, windows }, i) => {
      const { days, carry } = rolledUp[i];
      return {
        moved:
          carry && windows && !days.length
            ? moveWindows(objective, windows, carry, now)
            : undefined,
        summed: undefined as WindowTallies | undefined,
      };
    });
    const missing = objectives.flatMap(({ objectiveId, objective }, i) => {
      const { days: fresh, carry } = rolledUp[i];
      if (!carry || found[i].moved) {
        return [];
      }
      const starts = windowStarts(objective, evaluationTime(carry, now));
      return [
        {
          i,
          objectiveId,
          objective,
          from: starts.window,
          hoursFrom: starts.threeDays,
          fresh,
        },
      ];
    });
    for (let first = 0; first < missing.length; first += HISTORIES_AT_ONCE) {
      const part = missing.slice(first, first + HISTORIES_AT_ONCE);
      const histories = await listHistoryDays(this.#store, tx, part);
      for (const wanted of part) {
        found[wanted.i].summed = sumWindows(
          wanted.objective,
          toHistory(wanted, histories),
          now,
        );
        await turns.next();
      }
    }
    return found;
  }

  /** Opens, updates and closes breaches. */
  async #stepBreaches(
    objectives: readonly ClaimedObjective[],
    steps: readonly BreachStep[],
    tx: Knex.Transaction,
    now: number,
  ): Promise<void> {
    const opened: { claimed: ClaimedObjective; breach: OpenBreach }[] = [];
    const goingOn: { claimed: ClaimedObjective; step: GoingOn }[] = [];
    for (const [i, step] of steps.entries()) {
      const claimed = objectives[i];
      if (step.action === 'open') {
        opened.push({ claimed, breach: step.breach });
      } else if (step.action !== 'nothing') {
        goingOn.push({ claimed, step });
      }
    }
    const isSettling = ({ breach }: ClaimedObjective) =>
      breach && now - Date.parse(breach.openedAt) <= 2 * SETTLING_MS;
    const brokenBefore = await this.#findBrokenUpstream(
      [...opened, ...goingOn.filter(({ claimed }) => isSettling(claimed))].map(
        ({ claimed }) => claimed.entityRef,
      ),
      tx,
    );
    const updates: BreachUpdate[] = [];
    for (const { claimed, step } of goingOn) {
      const { breachId, ...stored } = claimed.breach!;
      const broken = brokenBefore(claimed.entityRef);
      const next: StoredBreach = {
        ...stored,
        ...step.breach,
      };
      if (isSettling(claimed) && broken.length > stored.upstream.length) {
        next.upstream = broken;
      }
      const until = step.action === 'close' ? step.until : undefined;
      if (
        until ||
        next.worstValue !== stored.worstValue ||
        next.upstream !== stored.upstream
      ) {
        updates.push({ breachId, breach: next, until });
      }
    }
    await this.#store.updateBreaches(tx, updates);
    if (opened.length) {
      const holders = await this.#store.listHolders(
        tx,
        [...new Set(opened.map(({ claimed }) => claimed.entityRef))],
        RESPONSIBLE_ROLES,
      );
      await this.#store.openBreaches(
        tx,
        opened.map(({ claimed, breach }) => ({
          claimed,
          breach: {
            ...breach,
            promise: claimed.objective.promise,
            responsible: holders.get(claimed.entityRef) ?? [],
            upstream: brokenBefore(claimed.entityRef),
          },
        })),
      );
    }
  }

  /** @returns what is broken upstream of each of the entities. */
  async #findBrokenUpstream(
    entityRefs: readonly string[],
    tx: Knex.Transaction,
  ): Promise<(entityRef: string) => StoredBreach['upstream']> {
    if (!entityRefs.length) {
      return () => [];
    }
    const upstream = await this.#store.listUpstream(tx, [
      ...new Set(entityRefs),
    ]);
    const broken = await this.#store.listBroken(tx, [
      ...new Set([...upstream.values()].flat()),
    ]);
    return entityRef => {
      const inputs = upstream.get(entityRef) ?? [];
      return broken.filter(one => inputs.includes(one.entityRef));
    };
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
    for (const { entityRef, name, standing } of await this.#store.listStandings(
      tx,
      refs,
    )) {
      const evidence = standing && toEvidence(standing);
      if (evidence) {
        facts.set(entityRef, { ...facts.get(entityRef), [name]: evidence });
      }
    }
    return this.#evidence.setFacts('observations', facts, now, tx);
  }
}

/** What becomes of a breach; most have none, and need no numbers to tell. */
function stepOf(
  { objective, breach }: ClaimedObjective,
  { inTarget }: ObjectiveStanding,
  { windows, carry }: { windows?: WindowTallies; carry?: Carry },
  now: number,
): BreachStep {
  if (!breach && inTarget !== false) {
    return { action: 'nothing' };
  }
  const status = evaluateObjective(objective, windows, carry, now);
  return nextBreach(objective, breach, status, now, SETTINGS);
}

type GoingOn = Extract<BreachStep, { action: 'keep' | 'close' }>;

/** What is known of an objective once its days are summed up. */
interface RolledUp {
  /** Those that were summed up anew. */
  days: EvaluatedObjective['days'];
  carry?: Carry;
  /** The breaches that follow from them; absent where they stay as they are. */
  past?: PastBreaches;
}

/**
 * Sums up the days of an objective again, and finds out which breaches its
 * observations made.
 *
 * @param stored - from the first day on that changed, in order
 */
function rollUpDays(
  { objective, breachesFrom = Infinity }: ClaimedObjective,
  stored: readonly StoredDay[],
  carryIn: Carry | undefined,
  now: number,
): RolledUp {
  const days: EvaluatedObjective['days'] = [];
  let carry = carryIn;
  let past: PastBreaches | undefined;
  for (const day of stored) {
    if (day.observations === undefined && day.bucket) {
      // Too old to be made again.
      carry = day.carryOut;
      past = undefined;
      continue;
    }
    const observed = new ObservationDay(
      objective.name,
      day.day,
      day.observations,
    );
    const { observations } = observed;
    const rollup = rollUpDay(objective, day.day, observations, carry);
    let { carryOut } = rollup;
    if (isReplayable(objective)) {
      if (day.day >= breachesFrom) {
        past ??= {
          from: day.day * DAY_MS,
          openBefore: carry?.breach,
          found: [],
        };
      }
      const replayed = replayBreaches(objective, observations, carry, SETTINGS);
      carryOut = replayed.carryOut;
      past?.found.push(...replayed.closed);
    }
    days.push({
      day: day.day,
      bucket: rollup.bucket,
      carryOut,
      sample: observed.isDense ? observed.sampleValues() : undefined,
    });
    carry = carryOut;
  }
  if (past && carry) {
    const { closed, open } = replayTime(
      objective,
      carry,
      evaluationTime(carry, now),
      SETTINGS,
    );
    past.found.push(...closed, ...(open ? [open] : []));
  }
  return { days, carry, past };
}

/** A stretch of time that ends now. */
interface WantedHistory {
  objectiveId: number;
  objective: Objective;
  /** Where it begins, epoch ms. */
  from: number;
  /** From where on every hour is wanted, epoch ms. */
  hoursFrom: number;
  /** Days whose sums are not stored yet. */
  fresh?: EvaluatedObjective['days'];
}

interface HistoryDays {
  days: Map<number, StoredDay[]>;
  carries: Map<number, Carry>;
}

/**
 * What is needed to sum up a stretch of time that ends now: days where whole
 * days are enough, hours where they are not.
 */
export async function readHistory(
  store: SlaStore,
  knex: Knex,
  wanted: WantedHistory,
): Promise<History> {
  return toHistory(wanted, await listHistoryDays(store, knex, [wanted]));
}

/** The same of several objectives, in their order. */
export async function readHistories(
  store: SlaStore,
  knex: Knex,
  wanted: readonly WantedHistory[],
): Promise<History[]> {
  const histories: History[] = [];
  for (let first = 0; first < wanted.length; first += HISTORIES_AT_ONCE) {
    const part = wanted.slice(first, first + HISTORIES_AT_ONCE);
    const found = await listHistoryDays(store, knex, part);
    for (const each of part) {
      histories.push(toHistory(each, found));
      await setImmediate();
    }
  }
  return histories;
}

async function listHistoryDays(
  store: SlaStore,
  knex: Knex,
  wanted: readonly WantedHistory[],
): Promise<HistoryDays> {
  return {
    days: await store.listDaysOf(
      knex,
      wanted.map(({ objectiveId, from, hoursFrom }) => ({
        objectiveId,
        from: dayOf(from),
        detailed: dayOf(hoursFrom),
      })),
    ),
    carries: await store.carriesBefore(
      knex,
      wanted.map(({ objectiveId, from }) => ({
        objectiveId,
        day: dayOf(from),
      })),
    ),
  };
}

function toHistory(wanted: WantedHistory, found: HistoryDays): History {
  const { objectiveId, objective } = wanted;
  const first = dayOf(wanted.from);
  const fresh = new Map(wanted.fresh?.map(day => [day.day, day]));
  // Every stored day from the first fresh one on is fresh.
  const before = wanted.fresh?.filter(({ day }) => day < first).pop();
  const carryIn = before ? before.carryOut : found.carries.get(objectiveId);
  const rollups: Rollup[] = [];
  let carry = carryIn;
  for (const day of found.days.get(objectiveId) ?? []) {
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

function windowsHour(carry: Carry | undefined, now: Date): number {
  return Math.floor(evaluationTime(carry, now.getTime()) / HOUR_MS) * HOUR_MS;
}

/** When to evaluate next, epoch ms: when time changes the standing, or may close the breach. */
function nextLook(
  standing: ObjectiveStanding,
  step: BreachStep,
  now: number,
): number | undefined {
  const times: number[] = [];
  const { validUntil, inTarget, since } = standing;
  if (validUntil) {
    times.push(Math.max(Date.parse(validUntil), now + 1));
  }
  if (step.action === 'keep' && inTarget && since) {
    times.push(Math.max(Date.parse(since) + RECOVERY_MS, now + 1000));
  }
  if (step.action === 'open') {
    // What it follows from may only be noticed now.
    times.push(now + SETTLING_MS);
  }
  return times.length ? Math.min(...times) : undefined;
}

function isSameEvidence(
  before: string | undefined,
  after: ObjectiveStanding,
): boolean {
  if (!before) {
    return false;
  }
  const first = toEvidence(JSON.parse(before));
  const second = toEvidence(after);
  return (
    first?.state === second?.state &&
    first?.observedAt === second?.observedAt &&
    first?.brokenSince === second?.brokenSince
  );
}

/**
 * A standing as readiness wants to know it: it stays the same while nothing but
 * another observation of the same state comes in.
 */
function toEvidence({
  state,
  unknownCause,
  observedAt,
  since,
  silentSince,
}: ObjectiveStanding): ObservationEvidence | undefined {
  if (unknownCause === 'never-observed' || !observedAt) {
    return undefined;
  }
  return {
    state,
    observedAt: silentSince ?? since ?? observedAt,
    brokenSince: state === 'broken' ? since : undefined,
  };
}
