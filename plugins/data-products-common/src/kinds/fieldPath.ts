/** A position in a document: property names and list indexes. */
export type FieldPosition = readonly (string | number)[];

/** A value with where it was found. */
export interface FieldValue {
  position: FieldPosition;
  value: unknown;
}

/**
 * The values at a path such as `spec.owner` or `spec.steps[].entity`, in the
 * order of the document. `[]` stands for every item of a list; a list at the
 * end of the path is taken apart too, as a field may hold one value or several.
 * Parts that are missing or of another shape yield nothing.
 */
export function readFieldPath(document: unknown, path: string): FieldValue[] {
  let found: FieldValue[] = [{ position: [], value: document }];
  for (const part of path.split('.')) {
    const name = part.replace(/\[\]$/, '');
    found = found.flatMap(({ position, value }) =>
      isRecord(value) && Object.hasOwn(value, name)
        ? [{ position: [...position, name], value: value[name] }]
        : [],
    );
    if (name !== part) {
      found = found.flatMap(entry =>
        Array.isArray(entry.value) ? itemsOf(entry) : [],
      );
    }
  }
  return found
    .flatMap(entry => (Array.isArray(entry.value) ? itemsOf(entry) : [entry]))
    .filter(({ value }) => value !== undefined);
}

/** The JSON Pointer (RFC 6901) of a position. */
export function toPointer(position: FieldPosition): string {
  return position
    .map(part => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`)
    .join('');
}

/** The position that a JSON Pointer names in a document. */
export function fromPointer(document: unknown, pointer: string): FieldPosition {
  const position: (string | number)[] = [];
  let value = document;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replace(/~1/g, '/').replace(/~0/g, '~');
    if (Array.isArray(value)) {
      position.push(Number(name));
      value = value[Number(name)];
    } else {
      position.push(name);
      value = isRecord(value) ? value[name] : undefined;
    }
  }
  return position;
}

/** A position as people write it: `spec.contacts[0].for`. */
export function toFieldName(position: FieldPosition): string {
  return position.reduce<string>((name, part) => {
    if (typeof part === 'number') {
      return `${name}[${part}]`;
    }
    if (!/^[A-Za-z_][\w-]*$/.test(part)) {
      return `${name}[${JSON.stringify(part)}]`;
    }
    return name ? `${name}.${part}` : part;
  }, '');
}

/** Whether a value is a map, as opposed to a list or a scalar. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function itemsOf({ position, value }: FieldValue): FieldValue[] {
  return (value as unknown[]).map((item, index) => ({
    position: [...position, index],
    value: item,
  }));
}
