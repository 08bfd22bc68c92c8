import { isError } from '@backstage/errors';
import {
  CheckResult,
  Outcome,
  Readiness,
  ReadinessCheck,
  ReadinessLevel,
} from './Check';
import { CheckSet } from './CheckSet';
import { ReadinessEvidence, WaiverEvidence } from './Evidence';

/**
 * Judges one entity: every check over the evidence, at one time.
 *
 * Pure: the result depends on the arguments alone, and holds until
 * `validUntil` as long as the evidence and the checks stay the same.
 *
 * The score is the weight of the checks that pass over the weight of those
 * that apply, 0 to 100, rounded down so that only a full house shows 100.
 * `unknown` and `waived` earn nothing. Where nothing applies, nothing is
 * missing: 100. The level is `not-ready` when a required check fails, `ready`
 * when every required check passes or is waived, else `at-risk`.
 *
 * Evidence that could not be collected is `unknown` throughout. A check that
 * throws, or says that its result ended before `now`, is `unknown`: one faulty
 * check neither passes nor keeps the others from being judged.
 *
 * @public
 */
export function evaluateReadiness(
  evidence: ReadinessEvidence,
  checkSet: CheckSet,
  now: Date,
): Readiness {
  const applies = checkSet.applicability(evidence.entity);
  const outcomes: Outcome[] = [];
  let applicableWeight = 0;
  let passedWeight = 0;
  let allPass = true;
  let level: ReadinessLevel = 'ready';
  let validUntil: string | undefined;

  for (let i = 0; i < checkSet.checks.length; i++) {
    const check = checkSet.checks[i];
    const outcome: Outcome = applies[i]
      ? judge(evidence, check, now)
      : {
          checkId: check.id,
          status: 'not-applicable',
          reason: 'The check does not apply to this entity.',
        };
    outcomes.push(outcome);

    if (
      outcome.validUntil &&
      (!validUntil || outcome.validUntil < validUntil)
    ) {
      validUntil = outcome.validUntil;
    }
    if (outcome.status === 'not-applicable') {
      continue;
    }
    applicableWeight += check.weight;
    if (outcome.status === 'pass') {
      passedWeight += check.weight;
      continue;
    }
    allPass = false;
    if (check.severity === 'required') {
      if (outcome.status === 'fail') {
        level = 'not-ready';
      } else if (outcome.status === 'unknown' && level === 'ready') {
        level = 'at-risk';
      }
    }
  }

  return {
    score: allPass
      ? 100
      : Math.min(
          99,
          Math.floor((100 * passedWeight) / applicableWeight + 1e-9),
        ),
    level,
    outcomes,
    validUntil,
  };
}

function judge(
  evidence: ReadinessEvidence,
  check: ReadinessCheck,
  now: Date,
): Outcome {
  const result = carryOut(check, evidence, now);
  if (result.status === 'fail' || result.status === 'unknown') {
    const waiver = activeWaiver(evidence.waivers, check.id, now);
    if (waiver) {
      const until = new Date(waiver.until).toISOString();
      return {
        checkId: check.id,
        status: 'waived',
        reason: `Waived: ${waiver.reason} (without the waiver: ${result.reason})`,
        validUntil:
          result.validUntil !== undefined && result.validUntil < until
            ? result.validUntil
            : until,
      };
    }
  }
  return {
    checkId: check.id,
    status: result.status,
    reason: result.reason,
    validUntil: result.validUntil,
  };
}

/** Carries a check out, whatever other plugins' checks may do. */
function carryOut(
  check: ReadinessCheck,
  evidence: ReadinessEvidence,
  now: Date,
): CheckResult {
  if (evidence.failure !== undefined) {
    return {
      status: 'unknown',
      reason: `The facts could not be collected: ${evidence.failure}`,
    };
  }
  try {
    const result = check.evaluate(evidence, now);
    if (result.validUntil === undefined) {
      return result;
    }
    const end = new Date(result.validUntil);
    return end > now
      ? // In one form, so that times can be compared as text.
        { ...result, validUntil: end.toISOString() }
      : {
          status: 'unknown',
          reason: `The check says that its result holds until ${result.validUntil}, which is not later than now.`,
        };
  } catch (error) {
    return {
      status: 'unknown',
      reason: `The check could not be carried out: ${
        isError(error) ? error.message : String(error)
      }`,
    };
  }
}

/** The active waiver that ends last. */
function activeWaiver(
  waivers: WaiverEvidence[] | undefined,
  checkId: string,
  now: Date,
): WaiverEvidence | undefined {
  return waivers
    ?.filter(
      waiver =>
        waiver.checkId === checkId && Date.parse(waiver.until) > now.getTime(),
    )
    .sort(
      (a, b) =>
        Date.parse(b.until) - Date.parse(a.until) ||
        // Of two that end together, always the same one.
        (a.reason < b.reason ? -1 : 1),
    )[0];
}
