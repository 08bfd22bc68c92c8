import {
  addToRollUp,
  emptyRollUp,
  mergeRollUp,
  RollUp,
} from '@handoff/backstage-plugin-data-products-common';
import { TeamTree } from '../evidence';
import { EvaluatedEntry } from './ReadinessIndex';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How far back the change of a score looks. */
export const CHANGE_DAYS = 30;

/** The readiness of a team, with what it was before. */
export interface TeamScore {
  now: RollUp;
  /** The same weights, with the scores of {@link CHANGE_DAYS} ago. */
  before: { weight: number; weightedScore: number };
}

/**
 * Sums readiness per team: each entity counts once for its owner's group and
 * for every group above.
 */
export class TeamScores {
  readonly #teams: TeamTree;
  readonly #beforeDay: number;
  // Entities are many, owners and the groups above them few: what teams get is
  // made of their owners' sums, once.
  readonly #byOwner = new Map<string | undefined, TeamScore>();
  #byTeam: Map<string, TeamScore> | undefined;

  static create(options: { teams: TeamTree; now: Date }) {
    return new TeamScores(options.teams, options.now);
  }

  private constructor(teams: TeamTree, now: Date) {
    this.#teams = teams;
    this.#beforeDay = Math.floor(now.getTime() / DAY_MS) - CHANGE_DAYS;
  }

  add(entry: EvaluatedEntry): void {
    const { result, weight } = entry;
    const sum = sumOf(this.#byOwner, entry.ownerRef);
    addToRollUp(sum.now, {
      score: result.score,
      level: result.level,
      failing: result.failing,
      weight,
    });
    const before = scoreOnDay(entry, this.#beforeDay);
    if (before !== undefined) {
      sum.before.weight += weight;
      sum.before.weightedScore += weight * before;
    }
    this.#byTeam = undefined;
  }

  /** Every team that anything counts for. */
  get scores(): ReadonlyMap<string, TeamScore> {
    if (!this.#byTeam) {
      this.#byTeam = new Map();
      for (const [ownerRef, sum] of this.#byOwner) {
        for (const ref of this.#lineageOf(ownerRef)) {
          const team = sumOf(this.#byTeam, ref);
          mergeRollUp(team.now, sum.now);
          team.before.weight += sum.before.weight;
          team.before.weightedScore += sum.before.weightedScore;
        }
      }
    }
    return this.#byTeam;
  }

  /** What counts for no team: without owner, or with one that no group has. */
  get unowned(): RollUp {
    const unowned = emptyRollUp();
    for (const [ownerRef, { now }] of this.#byOwner) {
      if (!this.#lineageOf(ownerRef).length) {
        mergeRollUp(unowned, now);
      }
    }
    return unowned;
  }

  #lineageOf(ownerRef: string | undefined): readonly string[] {
    return ownerRef ? this.#teams.lineageOf(ownerRef) : [];
  }
}

function sumOf<K>(sums: Map<K, TeamScore>, key: K): TeamScore {
  let sum = sums.get(key);
  if (!sum) {
    sum = { now: emptyRollUp(), before: { weight: 0, weightedScore: 0 } };
    sums.set(key, sum);
  }
  return sum;
}

/** The score at the end of a day; `undefined` when there was none yet. */
function scoreOnDay(entry: EvaluatedEntry, day: number): number | undefined {
  if (!entry.history.length) {
    return entry.result.score;
  }
  let score = entry.scoredBefore;
  for (const change of entry.history) {
    if (change.day > day) {
      break;
    }
    score = change.score;
  }
  return score;
}
