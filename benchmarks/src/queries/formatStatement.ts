const CLAUSES =
  /\s(?=(?:from|inner join|where|order by|group by|limit|set|on conflict|for update|returning|values)\b)/g;

/** A statement with a line for each of its clauses. */
export function formatStatement(sql: string): string {
  return sql.replace(/\s+/g, ' ').trim().replace(CLAUSES, '\n');
}
