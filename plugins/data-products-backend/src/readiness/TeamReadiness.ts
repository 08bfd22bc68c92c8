import { Readable } from '../access';
import { TeamStore, TeamTree } from '../evidence';
import { EvaluatedEntry, ReadinessIndex } from './ReadinessIndex';
import { TeamScores } from './TeamScores';
import { TrendPoint, trendOf } from './trend';

/** Sums of one state of the index, for one set of readable entities. */
interface Sums {
  revision: number;
  day: string;
  teams: TeamTree;
  scores: TeamScores;
  trends: Map<string, TrendPoint[]>;
}

/**
 * The readiness of teams. Those who may read everything see the same sums:
 * they are made once for each state of the index.
 */
export class TeamReadiness {
  readonly #index: ReadinessIndex;
  readonly #store: TeamStore;
  #tree: { etags: string; teams: TeamTree } | undefined;
  #sums: Sums | undefined;

  static create(options: { index: ReadinessIndex; teams: TeamStore }) {
    return new TeamReadiness(options.index, options.teams);
  }

  private constructor(index: ReadinessIndex, store: TeamStore) {
    this.#index = index;
    this.#store = store;
  }

  /** The groups of the catalog; the same object as long as they are the same. */
  async tree(): Promise<TeamTree> {
    const teams = await this.#store.list();
    const etags = teams.map(({ ref, etag }) => `${ref} ${etag}`).join('\n');
    if (this.#tree?.etags !== etags) {
      this.#tree = { etags, teams: TeamTree.create(teams) };
    }
    return this.#tree.teams;
  }

  /** The scores of all teams, over what may be read. */
  async scores(teams: TeamTree, readable: Readable): Promise<TeamScores> {
    return (await this.#sumsOf(teams, readable)).scores;
  }

  /** The scores of all teams, with the trend of one of them. */
  async scoresWithTrend(
    teamRef: string,
    teams: TeamTree,
    readable: Readable,
  ): Promise<{ scores: TeamScores; trend: TrendPoint[] }> {
    const { scores, trends } = await this.#sumsOf(teams, readable);
    let trend = trends.get(teamRef);
    if (!trend) {
      const entries: EvaluatedEntry[] = [];
      await this.#index.visit(entry => {
        if (
          entry.ownerRef &&
          readable.has(entry.entityRef) &&
          teams.lineageOf(entry.ownerRef).includes(teamRef)
        ) {
          entries.push(entry);
        }
      });
      trend = trendOf(entries, new Date());
      trends.set(teamRef, trend);
    }
    return { scores, trend };
  }

  async #sumsOf(teams: TeamTree, readable: Readable): Promise<Sums> {
    await this.#index.refresh();
    const { revision } = this.#index;
    const now = new Date();
    const day = now.toISOString().slice(0, 10);
    const known = this.#sums;
    if (
      readable.all &&
      known?.revision === revision &&
      known.day === day &&
      known.teams === teams
    ) {
      return known;
    }
    const scores = TeamScores.create({ teams, now });
    await this.#index.visit(entry => {
      if (readable.has(entry.entityRef)) {
        scores.add(entry);
      }
    });
    const sums = { revision, day, teams, scores, trends: new Map() };
    if (readable.all) {
      this.#sums = sums;
    }
    return sums;
  }
}
