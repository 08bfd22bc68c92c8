import { Indicator } from '../../Objective';
import { fieldOf, JsonRecord, recordField, textField } from '../jsonValue';
import { CheckCount, kindOfCheck } from '../checks/kindOfCheck';
import { dependenciesOf, tableOf } from './DbtManifest';
import { DbtRun } from './DbtRun';
import { DbtTable, dbtTable, nameInId } from './dbtTable';
import { parseTestId, splitSubject } from './parseTestId';
import { firstRelation } from './relationName';

/** What a dbt test is about. */
export interface TestSubject extends DbtTable {
  /** The test's own name. */
  name: string;
  column?: string;
  indicator: Indicator;
  counts: CheckCount;
  /** The model, seed, snapshot or source that is tested. */
  nodeId?: string;
}

/** Why it cannot be told what a test is about, and what to do. */
export interface UnclearSubject {
  unclear: string;
}

/**
 * What a test is about: by the manifest, where it knows the test; else by the
 * words in its `unique_id`, the other results, and its compiled query.
 *
 * @param built - `unique_id`s of the other results, by the names of their tables
 */
export function subjectOfTest(
  uniqueId: string,
  result: unknown,
  run: DbtRun,
  built: ReadonlyMap<string, string>,
): TestSubject | UnclearSubject {
  const node = run.manifest?.node(uniqueId);
  return node
    ? subjectInManifest(uniqueId, node, run)
    : subjectInId(uniqueId, result, run, built);
}

function subjectInManifest(
  uniqueId: string,
  node: JsonRecord,
  run: DbtRun,
): TestSubject | UnclearSubject {
  const metadata = recordField(node, 'test_metadata');
  const kwargs = fieldOf(metadata, 'kwargs');
  const name = textField(node, 'name') ?? parseTestId(uniqueId).name;
  const nodeId = testedNode(node, kwargs, run);
  return nodeId === undefined
    ? {
        unclear: `the test "${name}" reads ${
          dependenciesOf(node).length
            ? 'several tables and says of none that it tests it'
            : 'no table'
        }: make it a test of one model, or send what it measures as an observation`,
      }
    : {
        name,
        ...kindOfCheck(textField(metadata, 'name') ?? name),
        ...dbtTable(nodeId, run.manifest),
        column:
          textField(node, 'column_name') ?? textField(kwargs, 'column_name'),
        nodeId,
      };
}

/** The node that a test is of; a test of relationships reads another one too. */
function testedNode(
  node: JsonRecord,
  kwargs: unknown,
  { manifest }: DbtRun,
): string | undefined {
  const attached = textField(node, 'attached_node');
  if (attached) {
    return attached;
  }
  const dependencies = dependenciesOf(node);
  if (dependencies.length < 2) {
    return dependencies[0];
  }
  // "{{ get_where_subquery(ref('orders')) }}", "{{ source('crm', 'customers') }}"
  const [, names] =
    /\b(?:ref|source)\(([^)]*)\)/.exec(textField(kwargs, 'model') ?? '') ?? [];
  const words = [...(names ?? '').matchAll(/'([^']*)'|"([^"]*)"/g)].map(
    ([, single, double]) => single ?? double,
  );
  const named = dependencies.filter(id => {
    const dependency = manifest?.node(id);
    return (
      words.length > 0 &&
      (nameInId(id) === words.at(-1) ||
        (dependency && tableOf(dependency) === words.at(-1)))
    );
  });
  return named.length === 1 ? named[0] : undefined;
}

function subjectInId(
  uniqueId: string,
  result: unknown,
  run: DbtRun,
  built: ReadonlyMap<string, string>,
): TestSubject | UnclearSubject {
  const { project, name, kind, subject, isOfSource } = parseTestId(uniqueId);
  const compiled =
    textField(result, 'compiled_code') ?? textField(result, 'compiled_sql');
  const relation =
    subject === undefined || !compiled ? undefined : firstRelation(compiled);
  const read = relation?.at(-1);
  // The name holds those of table and column too, and they may say anything.
  const base = { name, ...kindOfCheck(kind ?? name) };
  if (isOfSource) {
    // The names of source and table cannot be told apart.
    const [, column] =
      (read && subject?.split('__')[0].split(`${read}_`)) || [];
    return relation && column
      ? { ...base, datasets: [relation.join('.')], table: read!, column }
      : unclear(name);
  }
  const split =
    subject === undefined
      ? splitPlainName(name, built.keys())
      : splitSubject(subject, [...built.keys(), ...(read ? [read] : [])]);
  if (!split) {
    return unclear(name);
  }
  const nodeId = built.get(split.table) ?? `model.${project}.${split.table}`;
  return {
    ...base,
    ...dbtTable(
      nodeId,
      run.manifest,
      relation && read === split.table ? relation.join('.') : undefined,
    ),
    column: split.column,
    nodeId,
  };
}

/** Of a test that is not dbt's own, only the table can be told, if it is known. */
function splitPlainName(
  name: string,
  tables: Iterable<string>,
): { table: string; column?: undefined } | undefined {
  const named = [...tables].filter(table => `_${name}_`.includes(`_${table}_`));
  const longest = named.reduce(
    (best, table) => (table.length > best.length ? table : best),
    '',
  );
  // `customers` in `stg_customers` is that one; two apart could be either.
  return longest && named.every(table => longest.includes(table))
    ? { table: longest }
    : undefined;
}

function unclear(name: string): UnclearSubject {
  return {
    unclear: `it cannot be told which table the test "${name}" is of: send manifest.json along`,
  };
}
