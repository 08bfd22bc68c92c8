import { readInstant } from '../observation/readInstant';

/** An object of a document that somebody else wrote. */
export type JsonRecord = Record<string, unknown>;

/** The object that a value is. */
export function recordOf(value: unknown): JsonRecord | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonRecord)
    : undefined;
}

/** A field of an object; nothing when the value is no object, or the field is inherited or `null`. */
export function fieldOf(value: unknown, name: string): unknown {
  const record = recordOf(value);
  return record && Object.hasOwn(record, name)
    ? record[name] ?? undefined
    : undefined;
}

/** A field that is text, and not empty. */
export function textField(value: unknown, name: string): string | undefined {
  const text = fieldOf(value, name);
  return typeof text === 'string' && text.trim() !== ''
    ? text.trim()
    : undefined;
}

/** A field that counts something: a finite number of at least 0. */
export function countField(value: unknown, name: string): number | undefined {
  const number = fieldOf(value, name);
  return typeof number === 'number' && Number.isFinite(number) && number >= 0
    ? number
    : undefined;
}

/** A field that is an object. */
export function recordField(
  value: unknown,
  name: string,
): JsonRecord | undefined {
  return recordOf(fieldOf(value, name));
}

/** A field that is a list; none is an empty one. */
export function listField(value: unknown, name: string): unknown[] {
  const list = fieldOf(value, name);
  return Array.isArray(list) ? list : [];
}

/**
 * A field that is an ISO 8601 date-time, as epoch ms; without an offset it is
 * UTC. Old versions of dbt write an offset and a Z behind it.
 */
export function timeField(value: unknown, name: string): number | undefined {
  const text = textField(value, name);
  return text === undefined
    ? undefined
    : readInstant(text.replace(/([+-]\d{2}:?\d{2})Z$/, '$1'));
}

/** JSON Pointer (RFC 6901) of a position in a document. */
export function pointerTo(...path: readonly (string | number)[]): string {
  return path
    .map(token => `/${String(token).replace(/~/g, '~0').replace(/\//g, '~1')}`)
    .join('');
}
