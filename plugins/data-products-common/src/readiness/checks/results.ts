import { JsonObject, JsonValue } from '@backstage/types';
import { CheckResult } from '../Check';
import { ReadinessEvidence } from '../Evidence';

export function pass(reason: string, validUntil?: string): CheckResult {
  return { status: 'pass', reason, validUntil };
}

export function fail(reason: string, validUntil?: string): CheckResult {
  return { status: 'fail', reason, validUntil };
}

export function unknown(reason: string, validUntil?: string): CheckResult {
  return { status: 'unknown', reason, validUntil };
}

/** Passes when nothing is missing, else fails and names what is. */
export function passUnlessMissing(
  missing: string[],
  passReason: string,
  prefix = 'Missing: ',
): CheckResult {
  return missing.length
    ? fail(`${prefix}${missing.join(', ')}.`)
    : pass(passReason);
}

/** The entity's spec; empty when it has none. */
export function specOf(evidence: ReadinessEvidence): JsonObject {
  return asObject(evidence.entity.spec) ?? {};
}

export function asObject(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : undefined;
}

/** Whether a value says something: text that is not blank, a non-empty list. */
export function isStated(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') {
    return value.trim() !== '';
  }
  return Array.isArray(value)
    ? value.length > 0
    : value !== undefined && value !== null;
}

/** "1 input", "2 inputs". */
export function count(n: number, noun: string): string {
  if (noun === 'person' && n !== 1) {
    return `${n} people`;
  }
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
