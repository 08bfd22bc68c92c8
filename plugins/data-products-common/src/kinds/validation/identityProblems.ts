import { HANDOFF_API_VERSION, HANDOFF_KINDS } from '../entities';
import { describeValue } from './describeValue';
import { describeNearest } from './nearestNames';
import { createProblem, ValidationProblem } from './ValidationProblem';

// Bitol's Open Data Product Standard: v0.9.0, v1.0.0, …
const ODPS_API_VERSION = /^v\d+\.\d+\.\d+$/;

/**
 * Why a document is not an entity of one of our kinds at all; empty when it is
 * one.
 */
export function identityProblems(
  document: Record<string, unknown>,
): ValidationProblem[] {
  const { apiVersion, kind } = document;
  if (apiVersion !== HANDOFF_API_VERSION) {
    return [
      createProblem(['apiVersion'], apiVersion, field => {
        const wanted = `${field} ${foundAs(
          apiVersion,
        )}; must be ${HANDOFF_API_VERSION}`;
        return isOdps(apiVersion, kind)
          ? `${wanted}. This looks like a Bitol ODPS document, which is no catalog entity; describe the product in an entity of its own`
          : wanted;
      }),
    ];
  }
  if (!HANDOFF_KINDS.some(known => known === kind)) {
    return [
      createProblem(['kind'], kind, field => {
        const wanted = `${field} ${foundAs(
          kind,
        )}; must be one of ${HANDOFF_KINDS.join(', ')}`;
        const nearest = describeNearest(kind, HANDOFF_KINDS);
        return nearest ? `${wanted} (${nearest})` : wanted;
      }),
    ];
  }
  return [];
}

function foundAs(value: unknown): string {
  return value === undefined ? 'is missing' : `is ${describeValue(value)}`;
}

function isOdps(apiVersion: unknown, kind: unknown): boolean {
  return (
    kind === 'DataProduct' &&
    typeof apiVersion === 'string' &&
    ODPS_API_VERSION.test(apiVersion)
  );
}
