import { DatabaseTarget } from '../databases/BenchmarkDatabases';

/** Rows a second that the stores have to take. */
export const STORED_PER_SECOND: Record<DatabaseTarget['name'], number> = {
  SQLite: 90_000,
  PostgreSQL: 60_000,
};

/** Of the rate of plain upserts, through HTTP. */
export const SHARE_OF_RAW = 0.5;

/** For 100,000 objectives; fewer have to take less. */
export const EVALUATION_MS_PER_OBJECTIVE = 2000 / 100_000;

export const BLOCKED_MS = 20;
export const READ_P99_MS = 50;
export const YEAR_GB = 2;
