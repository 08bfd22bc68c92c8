/** Tests that dbt brings along; the column follows the table in their names. */
const OWN_TESTS = ['not_null', 'unique', 'accepted_values', 'relationships'];

/** What the `unique_id` of a test tells without a manifest. */
export interface ParsedTestId {
  project: string;
  /** The whole name, as in `not_null_customers_customer_id`. */
  name: string;
  /** Of dbt's own tests, as in `not_null`. */
  kind?: string;
  /** Of dbt's own tests: what follows the kind, as in `customers_customer_id`. */
  subject?: string;
  /** Whether the test is of a source. */
  isOfSource: boolean;
}

/** Takes apart `test.shop.not_null_customers_customer_id.5c9bf9911d`. */
export function parseTestId(uniqueId: string): ParsedTestId {
  const [, project = '', ...rest] = uniqueId.split('.');
  const isHashed = rest.length > 1 && /^[0-9a-f]{10}$/.test(rest.at(-1)!);
  const name = (isHashed ? rest.slice(0, -1) : rest).join('.');
  const isOfSource = isHashed && name.startsWith('source_');
  const words = isOfSource ? name.slice('source_'.length) : name;
  const kind = isHashed
    ? OWN_TESTS.find(test => words.startsWith(`${test}_`))
    : undefined;
  return {
    project,
    name,
    isOfSource,
    kind,
    subject: kind && words.slice(kind.length + 1),
  };
}

/**
 * Where the table ends and the column begins in a test's subject. Both may
 * contain `_`, so that it takes a table that is known, or only two words.
 *
 * @param tables - names of tables that the test may be of
 */
export function splitSubject(
  subject: string,
  tables: Iterable<string>,
): { table: string; column?: string } | undefined {
  let table: string | undefined;
  for (const candidate of tables) {
    if (
      (subject === candidate || subject.startsWith(`${candidate}_`)) &&
      candidate.length > (table?.length ?? 0)
    ) {
      table = candidate;
    }
  }
  if (table !== undefined) {
    // Arguments of the test come after the column, behind two underscores.
    const [column] = subject.slice(table.length + 1).split('__');
    return { table, column: column || undefined };
  }
  const [first, second, ...more] = subject.split('__')[0].split('_');
  return first && second && more.length === 0
    ? { table: first, column: second }
    : undefined;
}
