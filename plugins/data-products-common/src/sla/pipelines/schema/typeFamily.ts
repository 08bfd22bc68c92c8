/** Types that hold the same kind of values, whatever a system calls them. */
export type TypeFamily =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'time'
  | 'object'
  | 'array'
  | 'binary';

const FAMILIES: readonly [pattern: RegExp, family: TypeFamily][] = [
  [/^(array|list|set|repeated|_)|\[\]$/, 'array'],
  [
    /^(struct|record|object|row|map|json|jsonb|variant|super|hstore|union)/,
    'object',
  ],
  [/^(timestamp|datetime|smalldatetime|instant)/, 'timestamp'],
  [/^date/, 'date'],
  [/^time/, 'time'],
  [/^bool|^bit$/, 'boolean'],
  [
    /^(tiny|small|medium|big|huge)?int(eger)?\d*$|^(big|small)?serial|^u?int(8|16|32|64)|^(long|short|byteint)$/,
    'integer',
  ],
  [/^(num|dec|double|float|real|money|smallmoney|bignumeric)/, 'decimal'],
  [/^(bytes?|bytea|binary|varbinary|blob|image|raw)/, 'binary'],
  [
    /^(n?var)?char|^nchar|char|string|text|clob|uuid|uniqueidentifier|enum|citext|xml/,
    'text',
  ],
];

/** What kind of values a type holds: `VARCHAR(20)` is text; nothing when it is not known. */
export function typeFamily(type: string): TypeFamily | undefined {
  const plain = type.toLowerCase().trim();
  // Snowflake and Oracle say NUMBER(38,0) of whole numbers.
  if (/^(number|numeric|decimal)\(\d+(,\s*0)?\)$/.test(plain)) {
    return 'integer';
  }
  const name = /^"?([a-z_0-9]+(\[\])?)/.exec(plain)?.[1] ?? '';
  return FAMILIES.find(([pattern]) => pattern.test(name))?.[1];
}

/** Families whose values a contract's logical type takes. */
const LOGICAL: ReadonlyMap<string, readonly TypeFamily[]> = new Map(
  Object.entries<readonly TypeFamily[]>({
    string: ['text'],
    // Until 3.0 the standard had no timestamp: a date with a time was a date.
    date: ['date', 'timestamp'],
    timestamp: ['timestamp'],
    time: ['time'],
    number: ['decimal', 'integer'],
    integer: ['integer'],
    object: ['object'],
    array: ['array'],
    boolean: ['boolean'],
  }),
);

/**
 * Whether a column of a type keeps what a contract says of it. Types of which
 * nothing is known are not held against it.
 */
export function isCompatible(
  promised: { logicalType?: string; physicalType?: string },
  type: string | undefined,
): boolean {
  const found = type === undefined ? undefined : typeFamily(type);
  if (type === undefined || found === undefined) {
    return true;
  }
  const { logicalType, physicalType } = promised;
  if (physicalType && normalise(physicalType) === normalise(type)) {
    return true;
  }
  const families =
    (logicalType && LOGICAL.get(logicalType.toLowerCase())) ||
    (physicalType && widen(typeFamily(physicalType)));
  // NUMBER without a scale holds whole numbers as well.
  const isAnyNumber = /^(number|numeric|decimal)$/i.test(type.trim());
  return (
    !families ||
    families.includes(found) ||
    (isAnyNumber && families.includes('integer'))
  );
}

function widen(family: TypeFamily | undefined): TypeFamily[] | undefined {
  return family === 'decimal' ? ['decimal', 'integer'] : family && [family];
}

function normalise(type: string): string {
  return type.toLowerCase().replace(/\s+/g, '');
}
