import {
  BreachStep,
  CarriedBreach,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { FoundBreach, KnownBreach, matchBreaches } from './matchBreaches';
import { ClaimedObjective, SlaStore, StoredBreach } from './SlaStore';

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
          await this.#update(match.found, match.known, tx, now);
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
          await this.#store.updateBreach(
            tx,
            one.breachId,
            one.breach,
            one.breach.since,
          );
        }
      }
    }
    if (removed.length) {
      await this.#store.removeBreaches(tx, removed);
    }
    await this.#add(added, tx, now);
    return steps;
  }

  async #update(
    found: FoundBreach,
    known: KnownBreach,
    tx: Knex.Transaction,
    now: number,
  ): Promise<void> {
    const next = moved(found, known.breach);
    if (
      found.until === known.until &&
      next.since === known.breach.since &&
      next.worstValue === known.breach.worstValue &&
      next.worstAt === known.breach.worstAt
    ) {
      return;
    }
    await this.#store.updateBreach(
      tx,
      known.breachId,
      next,
      found.until === undefined ? undefined : iso(found.until),
    );
    if (found.until === undefined && known.until !== undefined) {
      if (!known.isTold) {
        await this.#store.tellOf(tx, known.breachId, now);
      }
    }
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
