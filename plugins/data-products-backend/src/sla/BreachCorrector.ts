import {
  BreachStep,
  CarriedBreach,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { FoundBreach, KnownBreach, matchBreaches } from './matchBreaches';
import {
  BreachUpdate,
  ClaimedObjective,
  SlaStore,
  StoredBreach,
} from './SlaStore';

/** The breaches that observations make, as far back as they are looked at again. */
export interface PastBreaches {
  /** From when on, epoch ms. */
  from: number;
  /** The one that was open when it began. */
  openBefore?: CarriedBreach;
  /** Those that ended since or are still open, in order. */
  found: FoundBreach[];
}

type Corrected = { claimed: ClaimedObjective; past: PastBreaches };

/**
 * Brings stored breaches in line with observations that came late or were
 * corrected. Those of which people were told are kept as what they were told
 * of; one that never was then ends when it began.
 */
export class BreachCorrector {
  readonly #store: SlaStore;
  readonly #responsibleRoles: readonly string[];

  static create(store: SlaStore, responsibleRoles: readonly string[]) {
    return new BreachCorrector(store, responsibleRoles);
  }

  private constructor(store: SlaStore, responsibleRoles: readonly string[]) {
    this.#store = store;
    this.#responsibleRoles = responsibleRoles;
  }

  /**
   * @param objectives - `past` is absent where breaches stay as they are
   * @returns what becomes of the open breach of each that was looked at; their
   * `breach` is the one that is open now.
   */
  async correct(
    objectives: readonly { claimed: ClaimedObjective; past?: PastBreaches }[],
    tx: Knex.Transaction,
    now: number,
  ): Promise<Map<number, BreachStep>> {
    const corrected = objectives.filter((one): one is Corrected =>
      Boolean(one.past),
    );
    const steps = new Map<number, BreachStep>();
    if (!corrected.length) {
      return steps;
    }
    const stored = await this.#store.listBreachesFrom(
      tx,
      corrected.map(({ claimed }) => claimed.objectiveId),
      Math.min(...corrected.map(({ past }) => startOf(past))),
    );
    const added: (Corrected & { breach: FoundBreach; until: number })[] = [];
    const updates: BreachUpdate[] = [];
    const told: number[] = [];
    const removed: number[] = [];
    for (const { claimed, past } of corrected) {
      const known = (stored.get(claimed.objectiveId) ?? []).filter(one =>
        concerns(past, one),
      );
      const { matches, left } = matchBreaches(past.found, known);
      let step: BreachStep = { action: 'nothing' };
      claimed.breach = undefined;
      for (const match of matches) {
        const { until } = match.found;
        if (until !== undefined && !match.known) {
          added.push({ claimed, past, breach: match.found, until });
        } else if (match.known) {
          updates.push(...updateOf(match.found, match.known));
          if (isReopened(match.found, match.known) && !match.known.isTold) {
            told.push(match.known.breachId);
          }
        }
        if (until === undefined) {
          step = stepOf(match.found, match.known, now);
          claimed.breach = match.known && {
            ...moved(match.found, match.known.breach),
            breachId: match.known.breachId,
          };
        }
      }
      steps.set(claimed.objectiveId, step);
      for (const one of left) {
        if (!one.isTold) {
          removed.push(one.breachId);
        } else if (one.until !== one.since) {
          const { breachId, breach } = one;
          updates.push({ breachId, breach, until: breach.since });
        }
      }
    }
    if (removed.length) {
      await this.#store.removeBreaches(tx, removed);
    }
    await this.#store.updateBreaches(tx, updates);
    await this.#store.tellOf(tx, told, now);
    await this.#add(added, tx, now);
    return steps;
  }

  async #add(
    added: readonly (Corrected & { breach: FoundBreach; until: number })[],
    tx: Knex.Transaction,
    now: number,
  ): Promise<void> {
    if (!added.length) {
      return;
    }
    const holders = await this.#store.listHolders(
      tx,
      [...new Set(added.map(({ claimed }) => claimed.entityRef))],
      this.#responsibleRoles,
    );
    await this.#store.addPastBreaches(
      tx,
      added.map(({ claimed, breach, until }) => ({
        claimed,
        until,
        breach: {
          since: iso(breach.since),
          openedAt: iso(now),
          ...worstOf(breach),
          promise: claimed.objective.promise,
          responsible: holders.get(claimed.entityRef) ?? [],
          // What else was broken at that time is not known any more.
          upstream: [],
        },
      })),
    );
  }
}

function startOf({ from, openBefore }: PastBreaches): number {
  return Math.min(from, openBefore?.since ?? from);
}

/** Whether it was not over yet when the time began that is looked at again. */
function concerns(
  { from, openBefore }: PastBreaches,
  { since, until = Infinity }: KnownBreach,
): boolean {
  return until >= from || since === openBefore?.since;
}

/** What is to change of a stored breach, if anything. */
function updateOf(found: FoundBreach, known: KnownBreach): BreachUpdate[] {
  const breach = moved(found, known.breach);
  const isSame =
    found.until === known.until &&
    breach.since === known.breach.since &&
    breach.worstValue === known.breach.worstValue &&
    breach.worstAt === known.breach.worstAt;
  return isSame
    ? []
    : [
        {
          breachId: known.breachId,
          breach,
          until: found.until === undefined ? undefined : iso(found.until),
        },
      ];
}

function isReopened(found: FoundBreach, known: KnownBreach): boolean {
  return found.until === undefined && known.until !== undefined;
}

function stepOf(
  found: FoundBreach,
  known: KnownBreach | undefined,
  now: number,
): BreachStep {
  return {
    action: known ? 'keep' : 'open',
    breach: {
      since: iso(found.since),
      openedAt: known?.breach.openedAt ?? iso(now),
      ...worstOf(found),
    },
  };
}

function moved(found: FoundBreach, breach: StoredBreach): StoredBreach {
  return { ...breach, since: iso(found.since), ...worstOf(found) };
}

function worstOf({ worstValue, worstAt }: FoundBreach) {
  return {
    worstValue,
    worstAt: worstAt === undefined ? undefined : iso(worstAt),
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
