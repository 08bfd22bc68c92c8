import { DatabaseTarget } from '../databases/BenchmarkDatabases';

type DatabaseName = DatabaseTarget['name'];

/** What the figures of one database at one size should be. */
export interface Targets {
  /** How many times faster than Tech Insights an evaluation of all is. */
  ratio?: number;
  evaluationMs?: number;
  blockedMs: number;
  statementsPerThousand: number;
  memoryMb: number;
  singleP99Ms: number;
  teamP99Ms: number;
  exploreP99Ms?: number;
}

const EVALUATION_MS: Record<DatabaseName, number> = {
  SQLite: 65,
  PostgreSQL: 140,
};
const SINGLE_P99_MS: Record<DatabaseName, number> = {
  SQLite: 1,
  PostgreSQL: 4,
};

/**
 * @param large - Whether it is the larger of the two sizes, ten times the
 * smaller one.
 */
export function targetsFor(database: DatabaseName, large: boolean): Targets {
  const everywhere = {
    blockedMs: 20,
    statementsPerThousand: 3,
    singleP99Ms: SINGLE_P99_MS[database],
  };
  return large
    ? { ...everywhere, memoryMb: 250, teamP99Ms: 100, exploreP99Ms: 25 }
    : {
        ...everywhere,
        ratio: 100,
        evaluationMs: EVALUATION_MS[database],
        memoryMb: 100,
        teamP99Ms: 10,
      };
}

/** The same in words, for the table. */
export const TARGET_WORDS = {
  evaluation: '≤ 65 ms SQLite, ≤ 140 ms PostgreSQL at 10,000',
  ratio: '≥ 100 ×',
  blocked: '≤ 20 ms',
  statements: '≤ 3',
  memory: '≤ 100 MB, ≤ 250 MB at 100,000',
  single: '≤ 1 ms SQLite, ≤ 4 ms PostgreSQL',
  team: '≤ 10 ms, ≤ 100 ms at 100,000',
  explore: '≤ 25 ms at 100,000',
  reconcileWrites: '0',
  reconcileEdits: 'all',
} as const;
