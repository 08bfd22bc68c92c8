import {
  ContractColumn,
  ContractRelationship,
  ContractSchema,
  QualityExpectation,
} from './Contract';
import { DocumentObject } from './DocumentObject';
import {
  COLUMN_FIELDS,
  LOGICAL_TYPE_OPTIONS,
  LOGICAL_TYPES,
  RELATIONSHIP_FIELDS,
  SCHEMA_FIELDS,
} from './odcsFields';
import { readCustomProperties, readLinks } from './readLinks';
import { readQuality } from './readQuality';

/** What {@link readSchemas} collects while it walks through nested columns. */
interface SchemaDraft {
  name: string;
  columns: ContractColumn[];
  quality: QualityExpectation[];
  relationships: ContractRelationship[];
}

/** Reads `schema`: the tables, topics or documents and all their columns. */
export function readSchemas(document: DocumentObject): {
  schemas: ContractSchema[];
  quality: QualityExpectation[];
} {
  const schemas: ContractSchema[] = [];
  const quality: QualityExpectation[] = [];
  const names = new Set<string>();
  for (const object of document.objects('schema')) {
    object.expectFields(SCHEMA_FIELDS, 'a schema');
    const name =
      object.requiredText('name', 'a schema') ??
      object.text('physicalName') ??
      object.text('id');
    if (!name) {
      continue;
    }
    if (names.has(name)) {
      object.log.error(
        object.near('name'),
        `there is another schema named "${name}": rename one of them`,
      );
    }
    names.add(name);
    const draft: SchemaDraft = {
      name,
      columns: [],
      quality: readQuality(object, name),
      relationships: readRelationships(object, undefined),
    };
    readColumns(object, '', 0, draft);
    object.word('logicalType', ['object']);
    schemas.push({
      name,
      physicalName: object.text('physicalName'),
      physicalType: object.text('physicalType'),
      businessName: object.text('businessName'),
      description: object.text('description'),
      grain: object.text('dataGranularityDescription'),
      tags: object.texts('tags'),
      links: readLinks(object),
      customProperties: readCustomProperties(object),
      columns: draft.columns,
      primaryKey: primaryKeyOf(draft.columns),
      relationships: draft.relationships,
    });
    quality.push(...draft.quality);
  }
  return { schemas, quality };
}

function readColumns(
  owner: DocumentObject,
  prefix: string,
  depth: number,
  draft: SchemaDraft,
): void {
  const names = new Set<string>();
  for (const property of owner.objects('properties')) {
    const name =
      property.requiredText('name', 'a column') ??
      property.text('physicalName') ??
      property.text('id');
    if (!name) {
      continue;
    }
    if (names.has(name)) {
      property.log.error(
        property.near('name'),
        `there is another column named "${prefix}${name}": rename one of them`,
      );
    }
    names.add(name);
    readColumn(property, `${prefix}${name}`, depth, draft);
  }
}

function readColumn(
  property: DocumentObject,
  name: string,
  depth: number,
  draft: SchemaDraft,
): void {
  property.expectFields(COLUMN_FIELDS, 'a column');
  const element = `${draft.name}.${name}`;
  const rules = readQuality(property, element);
  draft.quality.push(...rules);
  draft.relationships.push(...readRelationships(property, element));
  draft.columns.push({
    name,
    depth,
    physicalName: property.text('physicalName'),
    businessName: property.text('businessName'),
    description: property.text('description'),
    logicalType: property.word('logicalType', LOGICAL_TYPES),
    physicalType: property.text('physicalType'),
    required: property.flag('required') ?? false,
    unique: property.flag('unique') ?? false,
    primaryKey: property.flag('primaryKey') ?? false,
    primaryKeyPosition: readPosition(property, 'primaryKeyPosition'),
    partitioned: property.flag('partitioned') ?? false,
    partitionKeyPosition: readPosition(property, 'partitionKeyPosition'),
    encryptedName: property.text('encryptedName'),
    classification: property.text('classification'),
    criticalDataElement: property.flag('criticalDataElement') ?? false,
    examples: property.examples('examples'),
    tags: property.texts('tags'),
    links: readLinks(property),
    customProperties: readCustomProperties(property),
    constraints: readConstraints(property),
    transform: readTransform(property),
    qualityRules: rules.length,
  });
  readColumns(property, `${name}.`, depth + 1, draft);
  const items = property.object('items');
  if (items) {
    readItems(items, name, depth + 1, draft);
  }
}

/** What readers depend on beside the members of an object in a list. */
const PROMISES_OF_ITEMS = [
  'classification',
  'logicalTypeOptions',
  'quality',
  'relationships',
  'required',
  'unique',
];

/**
 * Reads what a list holds. The members of an object in a list stand for
 * themselves, `lines[].sku`, unless more is said of it; any other item is a
 * column of its own, `tags[]`.
 */
function readItems(
  items: DocumentObject,
  listName: string,
  depth: number,
  draft: SchemaDraft,
): void {
  const name = `${listName}[]`;
  const isObject = [undefined, 'object'].includes(items.text('logicalType'));
  const saysMore = PROMISES_OF_ITEMS.some(field => items.has(field));
  if (items.has('properties') && isObject && !saysMore) {
    items.expectFields(COLUMN_FIELDS, 'an item of a list');
    readColumns(items, `${name}.`, depth, draft);
  } else {
    readColumn(items, name, depth, draft);
  }
}

/** A position counts from 1; `-1` is the standard's word for "none". */
function readPosition(
  property: DocumentObject,
  field: string,
): number | undefined {
  const position = property.number(field);
  if (position === undefined || position === -1) {
    return undefined;
  }
  if (!Number.isInteger(position) || position < 1) {
    property.log.error(
      property.at(field),
      `must be a whole number from 1, or -1 for none, but is ${position}`,
    );
    return undefined;
  }
  return position;
}

function readConstraints(
  property: DocumentObject,
): ContractColumn['constraints'] {
  const options = property.object('logicalTypeOptions');
  if (!options) {
    return {};
  }
  options.expectFields(LOGICAL_TYPE_OPTIONS, 'logicalTypeOptions');
  const constraints: ContractColumn['constraints'] = {};
  for (const option of LOGICAL_TYPE_OPTIONS) {
    if (!options.has(option)) {
      continue;
    }
    const value = Array.isArray(options.raw(option))
      ? options.texts(option).join(', ')
      : options.scalar(option);
    if (value !== undefined && value !== '') {
      constraints[option] = value;
    }
  }
  return constraints;
}

function readTransform(
  property: DocumentObject,
): ContractColumn['transform'] | undefined {
  const logic = property.text('transformLogic');
  const description = property.text('transformDescription');
  const sources = property.texts('transformSourceObjects');
  return logic || description || sources.length
    ? { logic, description, sources }
    : undefined;
}

/** Reads relationships; those of a column start at it. */
function readRelationships(
  owner: DocumentObject,
  column: string | undefined,
): ContractRelationship[] {
  const relationships: ContractRelationship[] = [];
  for (const relationship of owner.objects('relationships')) {
    relationship.expectFields(RELATIONSHIP_FIELDS, 'a relationship');
    readCustomProperties(relationship);
    const to = relationship.textOrTexts('to');
    const from = relationship.textOrTexts('from');
    if (column && from.length) {
      relationship.log.error(
        relationship.at('from'),
        `a relationship of a column starts at it: remove "from"`,
      );
    }
    const start = column ? [column] : from;
    if (start.length === 0 || to.length === 0) {
      const missing = to.length === 0 ? 'to' : 'from';
      relationship.log.error(
        relationship.near(missing),
        `a relationship needs "${missing}": the columns, as schema.column`,
      );
      continue;
    }
    if (start.length !== to.length) {
      relationship.log.error(
        relationship.pointer,
        `"from" names ${start.length} columns and "to" ${to.length}: name as many`,
      );
    }
    relationships.push({
      type: relationship.word('type', ['foreignKey']) ?? 'foreignKey',
      from: start,
      to,
    });
  }
  return relationships;
}

function primaryKeyOf(columns: ContractColumn[]): string[] {
  // The sort is stable: columns without a position keep their order, at the end.
  return columns
    .filter(column => column.primaryKey)
    .sort(
      (a, b) =>
        (a.primaryKeyPosition ?? Infinity) -
          (b.primaryKeyPosition ?? Infinity) || 0,
    )
    .map(column => column.name);
}
