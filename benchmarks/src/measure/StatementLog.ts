import { Knex } from 'knex';

/** How many statements were sent, by their first word in lower case. */
export type StatementCounts = Record<string, number>;

/** A statement as it was sent, with its values. */
export interface Statement {
  sql: string;
  bindings: readonly Knex.RawBinding[];
}

/** Counts the statements that connections send, `begin` and `commit` included. */
export class StatementLog {
  #counts: StatementCounts = {};
  #onStatement: ((statement: Statement) => void) | undefined;

  /** Counts what a connection sends from now on. */
  watch(knex: Knex): void {
    knex.client.on('query', ({ sql, bindings }: Statement) => {
      const [verb] = sql.trim().toLowerCase().split(/\W/, 1);
      this.#counts[verb] = (this.#counts[verb] ?? 0) + 1;
      this.#onStatement?.({ sql, bindings });
    });
  }

  /** Has each statement told, besides counting it. */
  onStatement(listener: ((statement: Statement) => void) | undefined): void {
    this.#onStatement = listener;
  }

  /** The counts since the last call. */
  take(): StatementCounts {
    const counts = this.#counts;
    this.#counts = {};
    return counts;
  }
}

export function totalStatements(counts: StatementCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Statements that change rows; what only opens and ends transactions is none. */
export function writeStatements(counts: StatementCounts): number {
  return ['insert', 'update', 'delete'].reduce(
    (sum, verb) => sum + (counts[verb] ?? 0),
    0,
  );
}
