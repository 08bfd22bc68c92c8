import { JsonObject, JsonValue } from '@backstage/types';
import { canonicalJson } from '../ledger';
import { ContentChange, HandoffContent } from './Handoff';

/** By which members of a list are known to each other, best first. */
const NAMES = ['name', 'id', 'property', 'for'] as const;

/**
 * What differs between two contents of the same entity, down to single values:
 * empty exactly when both have the same fingerprint. Members of lists are matched by their names,
 * so that one that moves is not all that follow.
 *
 * @param covers - the parts to look at; all when absent
 * @public
 */
export function handoffDifference(
  before: HandoffContent,
  after: HandoffContent,
  covers?: readonly string[],
): ContentChange[] {
  const from = partsOf(before);
  const to = partsOf(after);
  const parts = [...new Set([...from.keys(), ...to.keys()])]
    .filter(part => !covers || covers.includes(part))
    .sort();
  return parts.flatMap(part =>
    compare(from.get(part), to.get(part), part).map(change => ({
      part,
      ...change,
    })),
  );
}

type Change = Omit<ContentChange, 'part'>;

/** A field of the spec cannot be called `contract`: that is the document. */
function partsOf(content: HandoffContent): Map<string, JsonValue> {
  const { spec, contract } = content;
  return new Map(
    Object.entries({ ...spec, contract }).filter(
      (entry): entry is [string, JsonValue] => entry[1] !== undefined,
    ),
  );
}

function compare(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path: string,
): Change[] {
  if (before === undefined) {
    return after === undefined ? [] : [{ path, kind: 'added', after }];
  }
  if (after === undefined) {
    return [{ path, kind: 'removed', before }];
  }
  if (canonicalJson({ value: before }) === canonicalJson({ value: after })) {
    return [];
  }
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap(key =>
      compare(ownValue(before, key), ownValue(after, key), `${path}.${key}`),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return compareLists(before, after, path);
  }
  return [{ path, kind: 'changed', before, after }];
}

function compareLists(
  before: JsonValue[],
  after: JsonValue[],
  path: string,
): Change[] {
  const from = named(before);
  const to = named(after);
  if (!from || !to) {
    return [{ path, kind: 'changed', before, after }];
  }
  const names = [...new Set([...from.keys(), ...to.keys()])];
  const changes = names.flatMap(name =>
    compare(from.get(name), to.get(name), `${path}[${name}]`),
  );
  const kept = (one: Map<string, JsonValue>, other: Map<string, JsonValue>) =>
    JSON.stringify([...one.keys()].filter(name => other.has(name)));
  return kept(from, to) === kept(to, from)
    ? changes
    : [...changes, { path, kind: 'reordered' }];
}

/** The members by their names; `undefined` when not each has its own. */
function named(list: JsonValue[]): Map<string, JsonValue> | undefined {
  const byName = new Map<string, JsonValue>();
  for (const member of list) {
    const name = nameOf(member);
    if (name === undefined || byName.has(name)) {
      return undefined;
    }
    byName.set(name, member);
  }
  return byName;
}

function nameOf(member: JsonValue): string | undefined {
  if (typeof member === 'string') {
    return member;
  }
  if (!isObject(member)) {
    return undefined;
  }
  const key = NAMES.find(candidate => typeof member[candidate] === 'string');
  return key && String(member[key]);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ownValue(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
