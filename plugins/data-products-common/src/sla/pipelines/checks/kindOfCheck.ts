import { Indicator } from '../../Objective';

/** What a check of data looks at. */
export interface CheckKind {
  indicator: Indicator;
  counts: CheckCount;
}

/**
 * What the failures of a check are: rows of the table; values, each of which
 * may stand in any number of rows; or findings of its own, such as an average
 * that is out of range.
 */
export type CheckCount = 'rows' | 'values' | 'findings';

/**
 * The names that dbt, its packages, Great Expectations, Soda and others give
 * their checks. The first pattern that is found decides.
 */
const KINDS: readonly [
  pattern: RegExp,
  indicator: Indicator,
  counts: CheckCount,
][] = [
  [
    /column_to_exist|columns_to_match|columns_to_contain|column_count|be_of_type|in_type_list|schema_changes/,
    'schema-conformance',
    'findings',
  ],
  [
    /not_null_proportion|at_least_one|missing_percent|completeness/,
    'completeness',
    'findings',
  ],
  [
    /not_null|not_be_null|no_null|non_null|not_empty|missing_count|no_missing/,
    'completeness',
    'rows',
  ],
  [/unique|duplicate/, 'uniqueness', 'values'],
  [/relationship|foreign_key|referential/, 'consistency', 'rows'],
  [
    /equal_rowcount|fewer_rows_than|equality|equal_other_table|reconcil/,
    'consistency',
    'findings',
  ],
  [/accepted_values|in_set|valid_values/, 'validity', 'values'],
  [
    /accepted_range|expression_is_true|column_values_to|regex/,
    'validity',
    'rows',
  ],
];

/** What a check looks at, by its name: `not_null`, `expect_column_values_to_be_unique`, … */
export function kindOfCheck(name: string): CheckKind {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  const [, indicator, counts] =
    KINDS.find(([pattern]) => pattern.test(plain)) ?? [];
  // Whatever else is checked says what values are valid.
  return {
    indicator: indicator ?? 'validity',
    counts: counts ?? 'findings',
  };
}
