import {
  contractDifferenceSchema,
  describeRef,
  GATE_VERDICTS,
  GateVerdict,
  impactSummarySchema,
} from '@handoff/backstage-plugin-data-products-common';
import { GateError } from './GateError';
import { GateReason, GateReport } from './GateReport';

/** What the gate says, as far as this version understands it. */
export interface GateReading {
  verdict: GateVerdict;
  reasons: GateReason[];
  affected?: GateReport['affected'];
  expiresAt?: string;
  /** What was answered and is left out, in words. */
  unread: string[];
}

/** A change as it was taken, with what the gate says of it. */
export interface ChangeReading {
  id: string;
  gate: GateReading;
  difference?: GateReport['difference'];
  /** What was answered of the change itself and is left out, in words. */
  unread: string[];
}

type Answer = Readonly<Record<string, unknown>>;

/** What portals that are older than a field leave out. */
const LEAST_AFFECTED = {
  byKind: [],
  teams: [],
  decisionPaths: [],
  consumers: [],
  complete: false,
  cyclic: false,
};
const LEAST_DIFFERENCE = {
  suggestedRenames: [],
  versions: {},
  complete: false,
  problems: { before: [], after: [] },
};

/**
 * Reads a change of a portal that may be older or newer: only what the verdict
 * hangs on has to be understood.
 *
 * @returns `undefined` when it is no change at all
 * @throws GateError when it is not clear whether it may go on
 */
export function readChange(value: unknown): ChangeReading | undefined {
  if (!isAnswer(value) || typeof value.id !== 'string') {
    return undefined;
  }
  const gate = readGate(value.gate, value.id);
  const unread: string[] = [];
  return (
    gate && {
      id: value.id,
      gate,
      difference: readPart(value.difference, {
        schema: contractDifferenceSchema,
        least: LEAST_DIFFERENCE,
        leftOut: () => unread.push('the difference of the contracts'),
      }),
      unread,
    }
  );
}

/**
 * Reads what the gate of a portal says that may be older or newer.
 *
 * @returns `undefined` when it is no answer of a gate about this change
 * @throws GateError when it is not clear whether it may go on
 */
export function readGate(
  value: unknown,
  changeId: string,
): GateReading | undefined {
  // A verdict counts for the change that it names.
  if (!isAnswer(value) || value.changeId !== changeId) {
    return undefined;
  }
  const verdict = GATE_VERDICTS.find(each => each === value.verdict);
  if (verdict === undefined) {
    const known = GATE_VERDICTS.join(', ');
    throw new GateError(
      value.verdict === undefined
        ? `The portal gives no verdict; it should be one of ${known}`
        : `The portal's verdict is ${JSON.stringify(
            value.verdict,
          )}, which this version does not know; it knows ${known}: use the version of the command that the portal has`,
    );
  }
  const unread: string[] = [];
  const answered = Array.isArray(value.reasons) ? value.reasons : [];
  const reasons = answered.flatMap(each => readReason(each, verdict) ?? []);
  if (!Array.isArray(value.reasons) || reasons.length < answered.length) {
    unread.push('some of the reasons');
  }
  const blocking = reasons.find(({ blocks }) => blocks);
  if (verdict !== 'blocked' && blocking) {
    throw new GateError(
      `The portal's verdict is ${verdict}, and ${blocking.rule} blocks it all the same (${blocking.message}): ask whoever runs the portal`,
    );
  }
  return {
    verdict,
    reasons,
    affected: readPart(value.affected, {
      schema: impactSummarySchema,
      least: LEAST_AFFECTED,
      leftOut: () => unread.push('what is affected'),
    }),
    expiresAt: textOf(value.expiresAt),
    unread,
  };
}

/** `undefined` for one that says neither which rule it is of nor anything else. */
function readReason(
  value: unknown,
  verdict: GateVerdict,
): GateReason | undefined {
  if (!isAnswer(value)) {
    return undefined;
  }
  const { mode, overridden } = value;
  const rule = textOf(value.rule) ?? textOf(value.message);
  if (rule === undefined) {
    return undefined;
  }
  const parties = Array.isArray(value.whoseTurn) ? value.whoseTurn : [];
  const surely = mode === 'enforce' && overridden === false;
  const surelyNot = mode === 'warn' || overridden === true;
  return {
    rule,
    // Where it is not said, it does what the verdict says.
    blocks: surely || (!surelyNot && verdict === 'blocked'),
    message: textOf(value.message) ?? `The rule ${rule} is not kept.`,
    whoseTurn: parties.flatMap(party => nameOf(party) ?? []),
    how: textOf(value.how) ?? 'Look at the change in the portal.',
  };
}

/** A part that nothing hangs on: left out where it is not understood. */
function readPart<T>(
  value: unknown,
  how: {
    schema: { safeParse(part: unknown): { success: boolean; data?: T } };
    /** What stands for fields that are missing. */
    least: object;
    leftOut: () => void;
  },
): T | undefined {
  if (value === undefined) {
    return undefined;
  }
  const parsed = isAnswer(value)
    ? how.schema.safeParse({ ...how.least, ...value })
    : undefined;
  if (!parsed?.success) {
    how.leftOut();
    return undefined;
  }
  return parsed.data;
}

function nameOf(party: unknown): string | undefined {
  if (!isAnswer(party)) {
    return undefined;
  }
  const ref = textOf(party.ref);
  return textOf(party.title) ?? (ref === undefined ? ref : describeRef(ref));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
