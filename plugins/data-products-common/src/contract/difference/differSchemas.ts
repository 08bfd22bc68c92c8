import { ContractColumn, ContractSchema } from '../Contract';
import { ChangeList, Judgement, listed, listedUrls } from './ChangeList';
import { ContractPath, SuggestedRename } from './ContractDifference';
import { differColumn, judgePhysicalName } from './differColumns';
import { ownersOf } from './ownersOf';
import { pairUp, Pairing } from './pairUp';
import { suggestColumnRenames, suggestSchemaRenames } from './suggestRenames';
import { withImpliedItems } from './withImpliedItems';

/** What comparing schemas finds besides the changes. */
export interface SchemaFindings {
  suggestedRenames: SuggestedRename[];
  /**
   * Schemas and columns that are not in both, as `schema` or `schema.column`:
   * what is promised of them comes and goes with them.
   */
  unpaired: Set<string>;
}

/** Compares schemas by their names, and their columns by theirs. */
export function differSchemas(
  before: readonly ContractSchema[],
  after: readonly ContractSchema[],
  list: ChangeList,
): SchemaFindings {
  const suggestedRenames: SuggestedRename[] = [];
  const unpaired = new Set<string>();
  const schemas = pairUp(before, after, ({ name }) => name);
  for (const schema of schemas.removed) {
    list.add({ schema: schema.name }, summarize(schema), undefined, {
      rule: 'schema-removed',
      class: 'breaking',
      reason: 'Whoever reads it no longer finds it.',
    });
    forgetSchema(schema, unpaired);
  }
  for (const schema of schemas.added) {
    list.add({ schema: schema.name }, undefined, summarize(schema), {
      rule: 'schema-added',
      class: 'compatible',
      reason: 'Nobody reads it yet, and everything else stays.',
    });
    forgetSchema(schema, unpaired);
  }
  suggestedRenames.push(
    ...suggestSchemaRenames(schemas.removed, schemas.added),
  );
  for (const [old, now] of schemas.pairs) {
    const columns = pairUp(
      withImpliedItems(old.columns, now.columns),
      withImpliedItems(now.columns, old.columns),
      ({ name }) => name,
    );
    differSchema(old, now, list);
    differColumnSets(old, now, columns, list);
    for (const [oldColumn, nowColumn] of columns.pairs) {
      differColumn(old.name, oldColumn, nowColumn, list);
    }
    for (const { name } of [...columns.removed, ...columns.added]) {
      unpaired.add(`${old.name}.${name}`);
    }
    suggestedRenames.push(...suggestColumnRenames(old, now, columns));
  }
  return { suggestedRenames, unpaired };
}

/** The columns without those within a column of the same list. */
export function topmost(
  columns: readonly ContractColumn[],
  all: readonly ContractColumn[],
): ContractColumn[] {
  if (columns.every(({ depth }) => depth === 0)) {
    return [...columns];
  }
  const chosen = new Set(columns);
  const within = new Set<ContractColumn>();
  const owners = ownersOf(all);
  all.forEach((column, index) => {
    const owner = owners[index];
    if (owner && (chosen.has(owner) || within.has(owner))) {
      within.add(column);
    }
  });
  return columns.filter(column => !within.has(column));
}

function differColumnSets(
  before: ContractSchema,
  after: ContractSchema,
  { removed, added }: Pairing<ContractColumn>,
  list: ChangeList,
): void {
  for (const column of topmost(removed, before.columns)) {
    list.add(
      { schema: before.name, column: column.name },
      typeOf(column),
      undefined,
      {
        rule: 'column-removed',
        class: 'breaking',
        reason: 'Whoever reads it no longer finds it.',
      },
    );
  }
  for (const column of topmost(added, after.columns)) {
    list.add(
      { schema: before.name, column: column.name },
      undefined,
      typeOf(column),
      {
        rule: 'column-added',
        class: 'compatible',
        reason: 'Nobody reads it yet, and all other columns stay.',
      },
    );
  }
}

function differSchema(
  before: ContractSchema,
  after: ContractSchema,
  list: ChangeList,
): void {
  const place: ContractPath = { schema: before.name };
  list.compare(
    place,
    'physicalName',
    before.physicalName,
    after.physicalName,
    () => judgePhysicalName(before, after),
  );
  list.compare(
    place,
    'physicalType',
    before.physicalType,
    after.physicalType,
    judgeKindOfSchema,
  );
  list.compare(
    place,
    'dataGranularityDescription',
    before.grain,
    after.grain,
    judgeGrain,
  );
  const [oldKey, newKey] = [keyOf(before), keyOf(after)];
  list.compare(place, 'primaryKey', listed(oldKey), listed(newKey), () =>
    judgeKey(oldKey, newKey),
  );
  list.compareWords(
    place,
    'businessName',
    before.businessName,
    after.businessName,
  );
  list.compareWords(
    place,
    'description',
    before.description,
    after.description,
  );
  list.compareWords(place, 'tags', listed(before.tags), listed(after.tags));
  list.compareWords(
    place,
    'authoritativeDefinitions',
    listedUrls(before.links),
    listedUrls(after.links),
  );
  list.compareWords(
    place,
    'customProperties',
    listed(before.customProperties),
    listed(after.customProperties),
  );
}

/** By the stated positions, then by name: the order of columns says nothing. */
function keyOf(schema: ContractSchema): string[] {
  return schema.columns
    .filter(({ primaryKey }) => primaryKey)
    .sort(
      (a, b) =>
        (a.primaryKeyPosition ?? Infinity) -
          (b.primaryKeyPosition ?? Infinity) || (a.name < b.name ? -1 : 1),
    )
    .map(({ name }) => name);
}

function judgeKey(before: string[], after: string[]): Judgement {
  if (before.length === 0) {
    return {
      rule: 'key-stated',
      class: 'compatible',
      reason: 'Rows can now be told apart; nobody could count on that before.',
    };
  }
  const isReordered =
    before.length === after.length &&
    before.every(column => after.includes(column));
  return isReordered
    ? {
        rule: 'key-reordered',
        class: 'compatible',
        reason: 'The same columns tell the same rows apart.',
      }
    : {
        rule: 'key-changed',
        class: 'breaking',
        reason:
          'Joins and updates by the old key hit other rows, or several of them.',
      };
}

function judgeGrain(before: string | undefined): Judgement {
  return before === undefined
    ? {
        rule: 'grain-stated',
        class: 'compatible',
        reason: 'What one row stands for was not promised before.',
      }
    : {
        rule: 'grain-changed',
        class: 'breaking',
        reason:
          'A row no longer stands for what it did, so that counts and sums change.',
      };
}

const QUERIED_ALIKE = ['table', 'view', 'materialized view', 'external table'];

function judgeKindOfSchema(
  before: string | undefined,
  after: string | undefined,
): Judgement {
  const alike = [before, after].every(
    type =>
      type !== undefined &&
      QUERIED_ALIKE.includes(type.toLocaleLowerCase('en-US')),
  );
  return alike || before === undefined
    ? {
        rule: 'schema-type-changed',
        class: 'compatible',
        reason: 'It is queried as before.',
      }
    : {
        rule: 'schema-type-changed',
        class: 'breaking',
        reason: 'It may have to be read in another way.',
      };
}

function forgetSchema(schema: ContractSchema, unpaired: Set<string>): void {
  unpaired.add(schema.name);
  for (const { name } of schema.columns) {
    unpaired.add(`${schema.name}.${name}`);
  }
}

function summarize({ columns, physicalType }: ContractSchema): string {
  const count = columns.length === 1 ? '1 column' : `${columns.length} columns`;
  return `${physicalType ?? 'schema'} with ${count}`;
}

function typeOf({ logicalType, physicalType }: ContractColumn): string {
  return logicalType ?? physicalType ?? 'no type stated';
}
