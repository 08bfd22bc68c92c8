import { DateTime, Duration } from 'luxon';
import { ChecklistItem } from './Checklist';
import { describeChanges } from './describeChanges';
import {
  Handoff,
  HandoffFacts,
  HandoffSignature,
  JudgedSignature,
} from './Handoff';
import { handoffDifference } from './handoffDifference';

/** What a signature is judged by. */
export interface JudgingContext {
  handoff: Handoff;
  facts: HandoffFacts;
  /** What it must be for; absent when there is nothing to be for. */
  content: HandoffFacts['current'];
  now: Date;
  /**
   * Whether a completed handoff is of a release that is past: it stays as it
   * was on that day.
   */
  past: boolean;
}

/** What a signature of an item is worth. */
export function judgeSignature(
  signature: HandoffSignature,
  item: ChecklistItem,
  context: JudgingContext,
): JudgedSignature {
  const expiresAt =
    signature.decision === 'approve' ? expiryOf(signature, item) : undefined;
  return {
    ...signature,
    expiresAt,
    ...(findFlaw(signature, item, context, expiresAt) ?? {
      standing: 'counts',
    }),
  };
}

/**
 * The side that a person is on: that of the first item that they decided on,
 * whatever became of it.
 */
export function sideOf(handoff: Handoff, person: string): string | undefined {
  const first = handoff.signatures.find(({ signer }) => signer === person);
  return (
    first &&
    handoff.checklist.items.find(({ id }) => id === first.itemId)?.responsible
  );
}

function findFlaw(
  signature: HandoffSignature,
  item: ChecklistItem,
  context: JudgingContext,
  expiresAt: string | undefined,
):
  | Required<Pick<JudgedSignature, 'standing' | 'reason'>>
  | Pick<JudgedSignature, 'standing' | 'reason' | 'changes'>
  | undefined {
  const { handoff, facts, now, past } = context;
  const { signer, party } = signature;
  const name = facts.nameOf(signer);
  const isLatest = handoff.signatures.every(
    other =>
      other.itemId !== signature.itemId ||
      other.signer !== signer ||
      other.number <= signature.number,
  );
  if (!isLatest) {
    return { standing: 'superseded', reason: `${name} decided again.` };
  }
  if (!signer.startsWith('user:')) {
    return { standing: 'not-a-person', reason: `${name} is not a person.` };
  }
  if (signer === handoff.requester) {
    return {
      standing: 'requester',
      reason: `${name} asked for the handoff, and cannot decide on it.`,
    };
  }
  if (sideOf(handoff, signer) !== item.responsible) {
    return {
      standing: 'second-side',
      reason: `${name} signed for another side before.`,
    };
  }
  const settled = signature.number <= (handoff.completion?.signatures ?? 0);
  if (
    !settled &&
    !(
      facts.partiesOf(item.responsible).includes(party) &&
      facts.isMember(signer, party)
    )
  ) {
    return {
      standing: 'role-lost',
      reason: `${name} no longer holds the role for which they signed.`,
    };
  }
  const lapse = findLapse(signature, item, context);
  if (lapse) {
    return lapse;
  }
  return !past && expiresAt !== undefined && expiresAt <= now.toISOString()
    ? { standing: 'expired', reason: `It had to be renewed by ${expiresAt}.` }
    : undefined;
}

function findLapse(
  { fingerprint }: HandoffSignature,
  item: ChecklistItem,
  { facts, content }: JudgingContext,
): Pick<JudgedSignature, 'standing' | 'reason' | 'changes'> | undefined {
  if (!content) {
    return {
      standing: 'lapsed',
      reason: 'What it is for is no longer in the catalog.',
    };
  }
  if (fingerprint === content.fingerprint) {
    return undefined;
  }
  const signed = facts.contentOf(fingerprint);
  if (!signed) {
    return {
      standing: 'lapsed',
      reason: 'It is for other content, which is not known any more.',
    };
  }
  const changes = handoffDifference(signed, content.content, item.covers);
  return item.covers && !changes.length
    ? undefined
    : {
        standing: 'lapsed',
        reason: `${describeChanges(changes)} after the signature.`,
        changes,
      };
}

/** An end that cannot be read is past: nothing counts for longer than it says. */
function expiryOf(
  { at }: HandoffSignature,
  { expiresAfter }: ChecklistItem,
): string | undefined {
  if (expiresAfter === undefined) {
    return undefined;
  }
  const end = DateTime.fromISO(at, { zone: 'utc' }).plus(
    Duration.fromISO(expiresAfter),
  );
  return end.isValid ? end.toJSDate().toISOString() : at;
}
