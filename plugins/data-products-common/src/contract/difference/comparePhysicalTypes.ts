/**
 * How one physical type stands to an earlier one: what it can hold is the
 * same, less or more, or of another kind.
 */
export type PhysicalTypeTrend = 'same' | 'narrowed' | 'widened' | 'changed';

/** What a type can hold: of two of one kind, the sizes can be compared. */
interface Capacity {
  kind: 'number' | 'floating' | 'text' | 'bytes' | 'time' | 'boolean';
  sizes: number[];
}

/** Other names of a type, as databases have them. */
const SYNONYMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    bool: 'boolean',
    byteint: 'tinyint',
    bytea: 'blob',
    bytes: 'blob',
    char: 'character',
    clob: 'text',
    datetime: 'timestamp',
    dec: 'decimal',
    'double precision': 'double',
    float4: 'real',
    float64: 'double',
    float8: 'double',
    int: 'integer',
    int2: 'smallint',
    int4: 'integer',
    int64: 'bigint',
    int8: 'bigint',
    long: 'bigint',
    nchar: 'character',
    number: 'decimal',
    numeric: 'decimal',
    nvarchar: 'varchar',
    'character varying': 'varchar',
    string: 'text',
    varbinary: 'blob',
    varchar2: 'varchar',
  }),
);

/** The digits that whole numbers of a type have at most. */
const WHOLE_DIGITS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    tinyint: Math.log10(2 ** 7),
    smallint: Math.log10(2 ** 15),
    integer: Math.log10(2 ** 31),
    bigint: Math.log10(2 ** 63),
  }),
);

/** Bits of the significand. */
const FLOATING_BITS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    real: 24,
    double: 53,
  }),
);

/**
 * Compares what two physical types can hold, as far as the SQL databases agree
 * on their names.
 *
 * @returns `undefined` for types that are not known, or that a database gives
 *   a size of its own
 */
export function comparePhysicalTypes(
  before: string,
  after: string,
): PhysicalTypeTrend | undefined {
  const [old, now] = [readType(before), readType(after)];
  if (old.text === now.text) {
    return 'same';
  }
  const [held, holds] = [capacityOf(old), capacityOf(now)];
  if (!held || !holds) {
    return undefined;
  }
  if (held.kind !== holds.kind) {
    return 'changed';
  }
  if (held.sizes.some((size, index) => holds.sizes[index] < size)) {
    return 'narrowed';
  }
  return held.sizes.some((size, index) => holds.sizes[index] > size)
    ? 'widened'
    : 'same';
}

interface PhysicalType {
  name: string;
  /** Absent when it has none, or they are no numbers. */
  sizes?: number[];
  /** The whole, in one spelling. */
  text: string;
}

function readType(text: string): PhysicalType {
  const plain = text.toLocaleLowerCase('en-US').replace(/\s+/g, ' ').trim();
  const [, word = plain, given, rest] =
    /^([a-z][a-z0-9 ]*?) ?(?:\(([^()]*)\)(.*))?$/.exec(plain) ?? [];
  const name = SYNONYMS.get(word) ?? word;
  const sizes = given
    ?.split(',')
    .map(size =>
      /^ ?max ?$/.test(size) ? Infinity : Number.parseInt(size, 10),
    );
  return {
    // What follows the size, such as "with time zone", makes it another type.
    name: rest?.trim() ? `${name} ${rest.trim()}` : name,
    ...(sizes?.every(size => size >= 0) && { sizes }),
    text: [name, given?.replace(/ /g, ''), rest?.trim()].join('\n'),
  };
}

function capacityOf({ name, sizes }: PhysicalType): Capacity | undefined {
  const digits = WHOLE_DIGITS.get(name);
  if (digits !== undefined) {
    return { kind: 'number', sizes: [digits, 0] };
  }
  const bits = FLOATING_BITS.get(name);
  if (bits !== undefined) {
    return { kind: 'floating', sizes: [bits] };
  }
  switch (name) {
    case 'decimal': {
      const [precision, scale = 0] = sizes ?? [];
      return precision === undefined
        ? undefined
        : { kind: 'number', sizes: [precision - scale, scale] };
    }
    case 'character':
      return { kind: 'text', sizes: [sizes?.[0] ?? 1] };
    case 'varchar':
    case 'text':
      return { kind: 'text', sizes: [sizes?.[0] ?? Infinity] };
    case 'binary':
    case 'blob':
      return { kind: 'bytes', sizes: [sizes?.[0] ?? Infinity] };
    case 'boolean':
      return { kind: 'boolean', sizes: [] };
    case 'date':
      return { kind: 'time', sizes: [-1] };
    case 'timestamp':
      // Without one, databases keep microseconds or more.
      return { kind: 'time', sizes: [sizes?.[0] ?? 6] };
    default:
      return undefined;
  }
}
