import { describeNearest } from '../kinds/validation/nearestNames';
import { ReadingLog } from './ReadingLog';

/** Deeper nesting than any real schema has. */
const MAX_DEPTH = 64;

const NO_ITEMS: readonly [] = [];

/** A value that is neither a list nor an object. */
export type Scalar = string | number | boolean;

/**
 * One object of a document that somebody else wrote, read field by field.
 *
 * Every accessor answers what can be used and logs what cannot, with the JSON
 * Pointer of the offending value. A field that is absent or empty (`null`, as
 * YAML gives for `description:`) answers `undefined` and is no problem.
 */
export class DocumentObject {
  readonly log: ReadingLog;
  readonly #value: Record<string, unknown>;
  readonly #parent: DocumentObject | undefined;
  /** The field of the parent that this is; of a root, its pointer. */
  readonly #field: string;
  /** The place in the list of that field, when it is one. */
  readonly #index: number | undefined;
  readonly #depth: number;

  private constructor(
    value: Record<string, unknown>,
    log: ReadingLog,
    parent: DocumentObject | undefined,
    field: string,
    index: number | undefined,
  ) {
    this.#value = value;
    this.log = log;
    this.#parent = parent;
    this.#field = field;
    this.#index = index;
    this.#depth = parent ? parent.#depth + 1 : 0;
  }

  /** Takes a document's root; `undefined` and an error when it is no object. */
  static root(
    value: unknown,
    pointer: string,
    log: ReadingLog,
  ): DocumentObject | undefined {
    if (!isRecord(value)) {
      log.error(pointer, `must be an object, but is ${describeValue(value)}`);
      return undefined;
    }
    const root = new DocumentObject(value, log, undefined, pointer, undefined);
    log.admitObject(root);
    return root;
  }

  /** Made when it is asked for: of nearly all parts, there is nothing to say. */
  get pointer(): string {
    return this.#parent
      ? this.#parent.#pointerTo(this.#field, this.#index)
      : this.#field;
  }

  /** The pointer of a field, whether it is there or not. */
  at(field: string): string {
    return `${this.pointer}/${escapePointer(field)}`;
  }

  /** The pointer of a field, or of this object when the field is absent. */
  near(field: string): string {
    return this.has(field) ? this.at(field) : this.pointer;
  }

  has(field: string): boolean {
    return this.raw(field) !== undefined;
  }

  /** The value as it stands; `undefined` when absent or null. */
  raw(field: string): unknown {
    // First, as most fields that are asked for are absent.
    const value = this.#value[field] ?? undefined;
    return value !== undefined &&
      Object.prototype.hasOwnProperty.call(this.#value, field)
      ? value
      : undefined;
  }

  /** Logs every field that is not among the known ones. */
  expectFields(known: readonly string[], noun: string): void {
    const severity = this.log.unknownFields;
    if (!severity) {
      return;
    }
    for (const field of Object.keys(this.#value)) {
      if (!known.includes(field)) {
        const advice =
          (!this.log.isFull && describeNearest(field, known)) ||
          `known are ${known.join(', ')}`;
        this.log[severity](
          this.at(field),
          `"${shorten(field)}" is not a field of ${noun}: ${advice}`,
        );
      }
    }
  }

  /** Text. A number, a boolean or a date is taken as the text that it shows. */
  text(field: string): string | undefined {
    const value = this.raw(field);
    if (value === undefined) {
      return undefined;
    }
    const text = this.#textAt(value, field, undefined);
    return text === '' ? undefined : text;
  }

  /** Text that the standard requires. */
  requiredText(field: string, noun: string): string | undefined {
    const text = this.text(field);
    if (text === undefined && isMissing(this.raw(field))) {
      this.log.error(this.near(field), `${noun} needs "${field}"`);
    }
    return text;
  }

  /** Text from a list; another word is kept, and logged with what is allowed. */
  word(field: string, allowed: readonly string[]): string | undefined {
    const word = this.text(field);
    if (
      word !== undefined &&
      this.log.unknownFields &&
      !allowed.includes(word)
    ) {
      const nearest = describeNearest(word, allowed);
      this.log.error(
        this.at(field),
        `"${shorten(word)}" is not one of ${allowed.join(', ')}${
          nearest ? `: ${nearest}` : ''
        }`,
      );
    }
    return word;
  }

  /** A finite number; text that reads as one is taken. */
  number(field: string): number | undefined {
    const value = this.raw(field);
    if (value === undefined) {
      return undefined;
    }
    const number = numberOf(value);
    if (number === undefined) {
      this.#refuse(field, 'a number', value);
    } else if (typeof value === 'string') {
      this.log.warning(
        this.at(field),
        `should be a number, but is the text ${describeValue(value)}`,
      );
    }
    return number;
  }

  /** A boolean; the words `true`, `false`, `yes` and `no` are taken. */
  flag(field: string): boolean | undefined {
    const value = this.raw(field);
    if (value === undefined || typeof value === 'boolean') {
      return value;
    }
    const word = String(textOf(value)).toLocaleLowerCase('en-US');
    if (['true', 'yes', 'false', 'no'].includes(word)) {
      this.log.warning(
        this.at(field),
        `should be true or false, but is the text ${describeValue(value)}`,
      );
      return word === 'true' || word === 'yes';
    }
    this.#refuse(field, 'true or false', value);
    return undefined;
  }

  /** A calendar date, `YYYY-MM-DD`; of a date-time the date is taken. */
  day(field: string): string | undefined {
    const value = this.raw(field);
    if (value === undefined) {
      return undefined;
    }
    const text = textOf(value);
    const day = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text ?? '')?.[1];
    if (!day || !isCalendarDay(day)) {
      this.#refuse(field, 'a date such as 2026-11-21', value);
      return undefined;
    }
    return day;
  }

  /** Text, a number or a boolean, whichever it is; a date becomes text. */
  scalar(field: string): Scalar | undefined {
    const value = this.raw(field);
    if (value === undefined) {
      return undefined;
    }
    const scalar = scalarOf(value);
    if (scalar === undefined) {
      this.#refuse(field, 'text, a number or a boolean', value);
    }
    return scalar;
  }

  /** A list of texts. A single one is taken as a list of one. */
  texts(field: string): string[] {
    const texts: string[] = [];
    for (const [index, value] of this.#items(field)) {
      const text = this.#textAt(value, field, index);
      if (text !== undefined) {
        texts.push(text);
      }
    }
    return texts;
  }

  /** Text, or a list of texts: fields that the format allows both ways. */
  textOrTexts(field: string): string[] {
    if (Array.isArray(this.raw(field))) {
      return this.texts(field);
    }
    const text = this.text(field);
    return text === undefined ? [] : [text];
  }

  /** A list of values of any type, as text; lists and objects in it are only named. */
  examples(field: string): string[] {
    return this.#items(field).map(
      ([, value]) => textOf(value) ?? describeValue(value),
    );
  }

  /** A list of objects; entries that are none are logged and left out. */
  objects(field: string): readonly DocumentObject[] {
    if (!this.has(field)) {
      return NO_ITEMS;
    }
    const objects: DocumentObject[] = [];
    for (const [index, value] of this.#items(field)) {
      const object = this.#child(value, field, index);
      if (object) {
        objects.push(object);
      }
    }
    return objects;
  }

  /** An object. */
  object(field: string): DocumentObject | undefined {
    const value = this.raw(field);
    return value === undefined
      ? undefined
      : this.#child(value, field, undefined);
  }

  #pointerTo(field: string, index: number | undefined): string {
    return index === undefined ? this.at(field) : `${this.at(field)}/${index}`;
  }

  #textAt(
    value: unknown,
    field: string,
    index: number | undefined,
  ): string | undefined {
    const text = textOf(value);
    if (text === undefined) {
      this.log.error(
        this.#pointerTo(field, index),
        `must be text, but is ${describeValue(value)}`,
      );
    } else if (typeof value === 'number' || typeof value === 'boolean') {
      this.log.warning(
        this.#pointerTo(field, index),
        `should be text, but is ${describeValue(value)}: put it in quotes`,
      );
    }
    return text;
  }

  /** Takes a single value for a list of one; it has no index then. */
  #items(
    field: string,
  ): readonly (readonly [index: number | undefined, value: unknown])[] {
    const value = this.raw(field);
    if (value === undefined) {
      return NO_ITEMS;
    }
    if (Array.isArray(value)) {
      return value.map((item, index) => [index, item]);
    }
    this.log.error(
      this.at(field),
      `must be a list, but is ${describeValue(value)}: put "- " before it`,
    );
    return [[undefined, value]];
  }

  #child(
    value: unknown,
    field: string,
    index: number | undefined,
  ): DocumentObject | undefined {
    if (!isRecord(value)) {
      this.log.error(
        this.#pointerTo(field, index),
        `must be an object, but is ${describeValue(value)}`,
      );
      return undefined;
    }
    const itself = this.#withinItself(value);
    if (itself) {
      this.log.error(
        this.#pointerTo(field, index),
        `contains itself (it is ${
          itself.pointer || 'the document'
        }): remove the circular reference`,
      );
      return undefined;
    }
    if (this.#depth >= MAX_DEPTH) {
      this.log.markIncomplete();
      this.log.error(
        this.#pointerTo(field, index),
        `is nested more than ${MAX_DEPTH} levels deep and is not read`,
      );
      return undefined;
    }
    const child = new DocumentObject(value, this.log, this, field, index);
    return this.log.admitObject(child) ? child : undefined;
  }

  /** The object on the way from the root to here that a value is. */
  #withinItself(value: unknown): DocumentObject | undefined {
    if (this.#value === value) {
      return this;
    }
    return this.#parent ? this.#parent.#withinItself(value) : undefined;
  }

  #refuse(field: string, wanted: string, value: unknown): void {
    this.log.error(
      this.at(field),
      `must be ${wanted}, but is ${describeValue(value)}`,
    );
  }
}

/** A value in a few words, for a message. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) {
    return 'empty';
  }
  if (typeof value === 'string') {
    return value === '' ? 'empty text' : `"${shorten(value)}"`;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? 'an empty list' : 'a list';
  }
  if (value instanceof Date) {
    return textOf(value) ?? 'an invalid date';
  }
  switch (typeof value) {
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'object':
      return 'an object';
    default:
      return `a ${typeof value}`;
  }
}

/** The finite number that a value is or spells. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : undefined;
  }
  if (typeof value === 'bigint') {
    return Number(value);
  }
  return typeof value === 'string' &&
    /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value.trim())
    ? numberOf(Number(value))
    : undefined;
}

/** Whether `YYYY-MM-DD` names a day that exists. */
export function isCalendarDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  // Date.parse rolls 30 February over to March.
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(day);
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value.trim();
  }
  if (
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    typeof value === 'bigint'
  ) {
    return String(value);
  }
  // YAML parsers make dates of unquoted ones.
  if (value instanceof Date && Number.isFinite(value.getTime())) {
    return value.toISOString().replace(/T00:00:00\.000Z$/, '');
  }
  return undefined;
}

function scalarOf(value: unknown): Scalar | undefined {
  return typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value))
    ? value
    : textOf(value);
}

function isMissing(value: unknown): boolean {
  return (
    value === undefined || (typeof value === 'string' && value.trim() === '')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date)
  );
}

function escapePointer(token: string): string {
  // Nearly no name needs it, and every part of a document is asked for one.
  return token.includes('~') || token.includes('/')
    ? token.replace(/~/g, '~0').replace(/\//g, '~1')
    : token;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
