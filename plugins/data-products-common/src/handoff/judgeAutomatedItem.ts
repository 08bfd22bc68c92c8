import { AutomatedItem } from './Checklist';
import { HandoffFacts, HandoffItemStatus } from './Handoff';

/** How an item stands that facts decide. What is stale or absent is unknown. */
export function judgeAutomatedItem(
  automated: AutomatedItem,
  facts: HandoffFacts,
  now: Date,
): Pick<HandoffItemStatus, 'state' | 'reason'> {
  const { check } = automated;
  return check === undefined
    ? judgePromises(automated.sla, facts, now)
    : judgeCheck(check, facts, now);
}

function judgeCheck(
  checkId: string,
  facts: HandoffFacts,
  now: Date,
): Pick<HandoffItemStatus, 'state' | 'reason'> {
  const outcome = facts.outcomeOf(checkId);
  if (!outcome) {
    return {
      state: 'unknown',
      reason: `The check ${checkId} has no outcome: it is not in force, or the entity was not judged yet.`,
    };
  }
  if (isOver(outcome.validUntil, now)) {
    return { state: 'unknown', reason: 'The check has to be judged again.' };
  }
  const { status, reason } = outcome;
  if (status === 'fail') {
    return { state: 'failed', reason };
  }
  return { state: status === 'unknown' ? 'unknown' : 'passed', reason };
}

function judgePromises(
  wanted: 'kept' | 'not-broken',
  { promises }: HandoffFacts,
  now: Date,
): Pick<HandoffItemStatus, 'state' | 'reason'> {
  if (!promises || isOver(promises.validUntil, now)) {
    return { state: 'unknown', reason: 'The promises were not judged yet.' };
  }
  const { state, reason } = promises;
  if (state === 'unknown') {
    return { state: 'unknown', reason };
  }
  const passes =
    state === 'kept' || (state === 'at-risk' && wanted === 'not-broken');
  return { state: passes ? 'passed' : 'failed', reason };
}

function isOver(validUntil: string | undefined, now: Date): boolean {
  return validUntil !== undefined && validUntil <= now.toISOString();
}
