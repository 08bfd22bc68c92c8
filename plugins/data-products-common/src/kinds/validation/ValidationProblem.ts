import { FieldPosition, toFieldName, toPointer } from '../fieldPath';

/**
 * One thing that is wrong with an entity.
 *
 * @public
 */
export interface ValidationProblem {
  /** JSON Pointer (RFC 6901) into the entity; empty for the entity itself. */
  pointer: string;
  /** The same place as people write it, such as `spec.contacts[0].for`. */
  field: string;
  /** What was found there; absent when nothing was. */
  value?: unknown;
  /** A sentence that names the field, the value and what is allowed. */
  message: string;
}

/** Puts a problem together; `message` gets the field's name to begin with. */
export function createProblem(
  position: FieldPosition,
  value: unknown,
  message: (field: string) => string,
): ValidationProblem {
  const field = toFieldName(position);
  return {
    pointer: toPointer(position),
    field,
    ...(value === undefined ? {} : { value }),
    message: message(field || 'the entity'),
  };
}
