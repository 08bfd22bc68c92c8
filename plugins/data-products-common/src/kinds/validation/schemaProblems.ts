import { entitySchemaValidator } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import Ajv, { ErrorObject, ValidateFunction } from 'ajv';
import { HandoffKind } from '../entities';
import { FieldPosition, fromPointer, isRecord } from '../fieldPath';
import { HANDOFF_KIND_SCHEMAS } from '../schema';
import { describeValue } from './describeValue';
import { describeNearest } from './nearestNames';
import { createProblem, ValidationProblem } from './ValidationProblem';

const validators = new Map<HandoffKind, ValidateFunction>();
let envelopeValidator: ReturnType<typeof entitySchemaValidator> | undefined;

/**
 * What is wrong with the parts that every entity has: `metadata`, `relations`
 * and so on. Backstage's own validator judges them, which reports the first
 * error only.
 */
export function envelopeProblems(document: unknown): ValidationProblem[] {
  envelopeValidator ??= entitySchemaValidator();
  try {
    envelopeValidator(document);
    return [];
  } catch (error) {
    const text = isError(error) ? error.message : String(error);
    // Backstage's messages begin with the JSON Pointer.
    const [, pointer = '', rest = text] = /^(\/\S*) (.*)$/s.exec(text) ?? [];
    const position = fromPointer(document, pointer);
    return [createProblem(position, undefined, field => `${field} ${rest}`)];
  }
}

/** What is wrong with an entity by the schema of its kind. */
export function schemaProblems(
  document: unknown,
  kind: HandoffKind,
): ValidationProblem[] {
  const validate = validatorOf(kind);
  if (validate(document)) {
    return [];
  }
  return (validate.errors ?? []).map(error => toProblem(document, error, kind));
}

// Compiled when first needed: it takes some milliseconds, and a page that only
// imports the types should not pay for it.
function validatorOf(kind: HandoffKind): ValidateFunction {
  let validate = validators.get(kind);
  if (!validate) {
    const ajv = new Ajv({
      allErrors: true,
      allowUnionTypes: true,
      // Gives each error its schema and data, which the messages are made of.
      verbose: true,
    });
    validate = ajv.compile(HANDOFF_KIND_SCHEMAS[kind].allOf[1]);
    validators.set(kind, validate);
  }
  return validate;
}

function toProblem(
  document: unknown,
  error: ErrorObject,
  kind: HandoffKind,
): ValidationProblem {
  const position = fromPointer(document, error.instancePath);
  const schema = isRecord(error.parentSchema) ? error.parentSchema : {};
  const properties = isRecord(schema.properties) ? schema.properties : {};

  if (error.keyword === 'additionalProperties') {
    const name: string = error.params.additionalProperty;
    return createProblem(
      [...position, name],
      isRecord(error.data) ? error.data[name] : undefined,
      field => describeUnknown(field, name, position, properties, kind),
    );
  }
  if (error.keyword === 'required') {
    const name: string = error.params.missingProperty;
    return createProblem(
      [...position, name],
      undefined,
      field =>
        `${field} is missing; must be ${describeAllowed(properties[name])}`,
    );
  }
  return createProblem(
    position,
    error.data,
    field =>
      `${field} is ${describeValue(error.data)}; must be ${describeAllowed(
        schema,
      )}${describeRemedy(error, schema)}`,
  );
}

function describeUnknown(
  field: string,
  name: string,
  position: FieldPosition,
  properties: Record<string, unknown>,
  kind: HandoffKind,
): string {
  const known = Object.keys(properties);
  const owner =
    position.length === 1 && position[0] === 'spec'
      ? `the spec of a ${kind}`
      : field.slice(0, field.lastIndexOf(name)).replace(/[.[]"?$/, '');
  const nearest = describeNearest(name, known);
  return nearest
    ? `${field} is not a field of ${owner}; ${nearest}`
    : `${field} is not a field of ${owner}, which has ${known.join(', ')}`;
}

function describeAllowed(schema: unknown): string {
  if (isRecord(schema)) {
    if (Array.isArray(schema.enum)) {
      return `one of ${schema.enum.join(', ')}`;
    }
    if (typeof schema.title === 'string') {
      return schema.title;
    }
  }
  return 'of another form';
}

function describeRemedy(
  error: ErrorObject,
  schema: Record<string, unknown>,
): string {
  if (error.data === null) {
    return ', or left out';
  }
  if (Array.isArray(schema.enum)) {
    const nearest = describeNearest(error.data, schema.enum.map(String));
    return nearest ? ` (${nearest})` : '';
  }
  // YAML reads an unquoted 2.3 as a number.
  if (
    typeof error.data === 'number' &&
    [schema.type].flat().includes('string')
  ) {
    return ', written in quotes';
  }
  return '';
}
