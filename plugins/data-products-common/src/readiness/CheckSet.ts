import {
  FilterPredicate,
  filterPredicateToFilterFunction,
} from '@backstage/filter-predicates';
import { JsonObject } from '@backstage/types';
import { ScoredKind } from '../kinds';
import { isAnsweredAbridged } from './abridgedEvidence';
import { CheckDefinition, ReadinessCheck } from './Check';

/**
 * A check, and where it comes from.
 *
 * @public
 */
export type CheckInForce = ReadinessCheck & {
  origin: CheckDefinition['origin'];
};

/**
 * The checks in force, in order, prepared for judging many entities.
 *
 * @public
 */
export interface CheckSet {
  readonly checks: readonly CheckInForce[];
  /**
   * Tells two sets apart that could judge the same evidence differently: over
   * ids, settings and the text of the rules.
   */
  readonly fingerprint: string;
  /**
   * Whether {@link abridgeEvidence} leaves enough to reach every status: the
   * rules are those that are shipped, and apply by what is left.
   */
  readonly judgesAbridged: boolean;
  /**
   * For each check, whether it applies to an entity.
   *
   * @param entity - The entity of the evidence.
   */
  applicability(entity: JsonObject): boolean[];
}

/**
 * Whether a check could apply to any entity of a kind: `false` when its
 * predicate asks for another one.
 *
 * @public
 */
export function judgesKind(
  check: Pick<ReadinessCheck, 'appliesTo'>,
  kind: ScoredKind,
): boolean {
  return couldMatchKind(check.appliesTo, kind);
}

function couldMatchKind(predicate: FilterPredicate, kind: string): boolean {
  if (typeof predicate !== 'object') {
    return true;
  }
  if ('$all' in predicate) {
    return predicate.$all.every(part => couldMatchKind(part, kind));
  }
  if ('$any' in predicate) {
    return predicate.$any.some(part => couldMatchKind(part, kind));
  }
  // Other forms may say nothing of the kind: then it could be any.
  return (
    !('kind' in predicate) ||
    filterPredicateToFilterFunction<JsonObject>({ kind: predicate.kind })({
      kind,
    })
  );
}

/**
 * Prepares checks for judging. Predicates that several checks share are
 * evaluated once an entity.
 *
 * @throws Error when two checks have the same id.
 *
 * @public
 */
export function createCheckSet(checks: readonly CheckInForce[]): CheckSet {
  const ids = new Set<string>();
  const predicates: ((entity: JsonObject) => boolean)[] = [];
  const indexByPredicate = new Map<string, number>();
  const predicateOfCheck: number[] = [];

  for (const check of checks) {
    if (ids.has(check.id)) {
      throw new Error(`Two readiness checks have the id '${check.id}'`);
    }
    ids.add(check.id);

    const key = JSON.stringify(check.appliesTo);
    let index = indexByPredicate.get(key);
    if (index === undefined) {
      index = predicates.push(toFilter(check.appliesTo)) - 1;
      indexByPredicate.set(key, index);
    }
    predicateOfCheck.push(index);
  }

  return {
    checks,
    fingerprint: JSON.stringify(
      checks.map(check => [check, check.evaluate.toString()]),
    ),
    judgesAbridged: checks.every(
      ({ origin, appliesTo }) =>
        origin === 'built-in' && isAnsweredAbridged(appliesTo),
    ),
    applicability(entity) {
      const results = predicates.map(matches => matches(entity));
      return predicateOfCheck.map(index => results[index]);
    },
  };
}

function toFilter(predicate: FilterPredicate): (entity: JsonObject) => boolean {
  // Most checks ask for nothing but the kind: worth not interpreting.
  if (typeof predicate === 'object') {
    const [[key, value] = [], ...more] = Object.entries(predicate);
    if (key === 'kind' && typeof value === 'string' && !more.length) {
      const kind = value.toUpperCase();
      return entity =>
        typeof entity.kind === 'string' && entity.kind.toUpperCase() === kind;
    }
  }
  return filterPredicateToFilterFunction<JsonObject>(predicate);
}
