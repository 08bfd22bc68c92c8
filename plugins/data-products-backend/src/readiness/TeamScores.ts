import {
  addToRollUp,
  emptyRollUp,
  RollUp,
} from '@handoff/backstage-plugin-data-products-common';
import { EvaluatedEntry } from './ReadinessIndex';
import { TeamTree } from './TeamTree';

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
  readonly #scores = new Map<string, TeamScore>();
  readonly #unowned = emptyRollUp();

  static create(options: { teams: TeamTree; now: Date }) {
    return new TeamScores(options.teams, options.now);
  }

  private constructor(teams: TeamTree, now: Date) {
    this.#teams = teams;
    this.#beforeDay = Math.floor(now.getTime() / DAY_MS) - CHANGE_DAYS;
  }

  add(entry: EvaluatedEntry): void {
    const item = { ...entry.result, weight: entry.weight };
    const lineage = entry.ownerRef ? this.#teams.lineageOf(entry.ownerRef) : [];
    if (!lineage.length) {
      addToRollUp(this.#unowned, item);
      return;
    }
    const before = scoreOnDay(entry, this.#beforeDay);
    for (const ref of lineage) {
      let score = this.#scores.get(ref);
      if (!score) {
        score = { now: emptyRollUp(), before: { weight: 0, weightedScore: 0 } };
        this.#scores.set(ref, score);
      }
      addToRollUp(score.now, item);
      if (before !== undefined) {
        score.before.weight += entry.weight;
        score.before.weightedScore += entry.weight * before;
      }
    }
  }

  /** Every team that anything counts for. */
  get scores(): ReadonlyMap<string, TeamScore> {
    return this.#scores;
  }

  /** What counts for no team: without owner, or with one that no group has. */
  get unowned(): RollUp {
    return this.#unowned;
  }
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
