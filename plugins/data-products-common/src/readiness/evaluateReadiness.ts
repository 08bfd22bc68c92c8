import { Outcome, Readiness, ReadinessLevel } from './Check';
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
  let level: ReadinessLevel = 'ready';
  let validUntil: string | undefined;

  for (let i = 0; i < checkSet.checks.length; i++) {
    const check = checkSet.checks[i];
    const outcome: Outcome = applies[i]
      ? judge(evidence, check.id, check.evaluate(evidence, now), now)
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
    } else if (check.severity === 'required') {
      if (outcome.status === 'fail') {
        level = 'not-ready';
      } else if (outcome.status === 'unknown' && level === 'ready') {
        level = 'at-risk';
      }
    }
  }

  return {
    score:
      applicableWeight === 0
        ? 100
        : Math.floor((100 * passedWeight) / applicableWeight + 1e-9),
    level,
    outcomes,
    validUntil,
  };
}

function judge(
  evidence: ReadinessEvidence,
  checkId: string,
  result: Omit<Outcome, 'checkId'>,
  now: Date,
): Outcome {
  if (result.status === 'fail' || result.status === 'unknown') {
    const waiver = activeWaiver(evidence.waivers, checkId, now);
    if (waiver) {
      return {
        checkId,
        status: 'waived',
        reason: `Waived: ${waiver.reason} (without the waiver: ${result.reason})`,
        validUntil: earliest(waiver.until, result.validUntil),
      };
    }
  }
  return {
    checkId,
    status: result.status,
    reason: result.reason,
    validUntil: result.validUntil,
  };
}

/** The active waiver that ends last. */
function activeWaiver(
  waivers: WaiverEvidence[] | undefined,
  checkId: string,
  now: Date,
): WaiverEvidence | undefined {
  const time = now.toISOString();
  return waivers
    ?.filter(waiver => waiver.checkId === checkId && waiver.until > time)
    .sort((a, b) => (a.until < b.until ? 1 : -1))[0];
}

function earliest(a: string, b: string | undefined): string {
  return b !== undefined && b < a ? b : a;
}
