import { describeRef } from '../kinds';
import { Checklist, ChecklistItem } from './Checklist';
import { describeChanges } from './describeChanges';
import {
  Handoff,
  HandoffFacts,
  HandoffItemStatus,
  HandoffStatus,
} from './Handoff';
import { handoffDifference } from './handoffDifference';
import { judgeAutomatedItem } from './judgeAutomatedItem';
import { JudgingContext, judgeSignature } from './judgeSignature';

/**
 * Tells how a handoff stands: from what was recorded of it, and from what its
 * entity, its people and its checks are now.
 *
 * It is total, and strict: a signature counts only when it is the last word of
 * a person other than the requester, who holds the role for which they signed,
 * who has signed for no other side, and when the content is still what they
 * signed, in the parts that the item covers. What cannot be read or found never
 * counts. Content that returns to what was signed is signed again.
 *
 * A completed handoff stays as it was when its release is past; while it is
 * the release that the entity declares, a change or an approval that expired
 * lapses it.
 *
 * @public
 */
export function handoffStatus(
  handoff: Handoff,
  facts: HandoffFacts,
  now: Date,
): HandoffStatus {
  const context = contextOf(handoff, facts, now);
  const items = handoff.checklist.items.map(item => judgeItem(item, context));
  const required = handoff.checklist.items.flatMap((item, index) =>
    item.required ? [items[index]] : [],
  );
  return {
    ...judgeWhole(handoff, facts, items),
    items,
    progress: {
      done: required.filter(({ done }) => done).length,
      required: required.length,
    },
    changes: changesOf(handoff, facts),
    validUntil: endOf(handoff, facts, items, now),
  };
}

/**
 * Until when a completed handoff signs its release off, by time alone: when
 * the first of the required approvals is no longer given by enough people.
 * `undefined` when it does not end.
 *
 * @returns ISO 8601
 * @public
 */
export function signedOffUntil(
  handoff: Handoff,
  status: HandoffStatus,
): string | undefined {
  const ends = handoff.checklist.items.flatMap(
    ({ required, automated, quorum }, index) => {
      if (!required || automated) {
        return [];
      }
      const { state, signatures } = status.items[index];
      if (state === 'rejected') {
        return signatures
          .filter(({ standing }) => standing === 'counts')
          .map(({ at }) => at);
      }
      // Those that had to be renewed say until when it was signed off; whether
      // the content is still the same is for others to compare.
      const given = signatures.filter(
        ({ standing, decision }) =>
          decision === 'approve' &&
          (standing === 'counts' ||
            standing === 'expired' ||
            standing === 'lapsed'),
      );
      const enough = Math.max(1, quorum);
      if (!(given.length >= enough)) {
        return [handoff.requestedAt];
      }
      const lasting = given.filter(({ expiresAt }) => expiresAt === undefined);
      return given
        .flatMap(({ expiresAt }) => expiresAt ?? [])
        .sort()
        .reverse()
        .slice(Math.max(0, enough - lasting.length - 1))
        .slice(0, lasting.length >= enough ? 0 : 1);
    },
  );
  return ends.sort()[0];
}

function contextOf(
  handoff: Handoff,
  facts: HandoffFacts,
  now: Date,
): JudgingContext {
  const { completion } = handoff;
  const past =
    completion !== undefined && facts.current?.release !== handoff.release;
  if (!past) {
    return { handoff, facts, now, past, content: facts.current };
  }
  const content = facts.contentOf(completion.fingerprint);
  return {
    handoff,
    facts,
    now,
    past,
    content: content && { content, fingerprint: completion.fingerprint },
  };
}

function judgeItem(
  item: ChecklistItem,
  context: JudgingContext,
): HandoffItemStatus {
  const { handoff, facts, now } = context;
  const signatures = handoff.signatures
    .filter(({ itemId }) => itemId === item.id)
    .map(signature => judgeSignature(signature, item, context));
  const parties = facts.partiesOf(item.responsible);
  if (item.automated) {
    const judged = judgeAutomatedItem(item.automated, facts, now);
    const done = judged.state === 'passed';
    return {
      itemId: item.id,
      ...judged,
      done,
      approvals: 0,
      signatures,
      waitingOn: done ? [] : [...parties],
    };
  }
  const counting = signatures.filter(({ standing }) => standing === 'counts');
  const approvals = counting.filter(
    ({ decision }) => decision === 'approve',
  ).length;
  const common = { itemId: item.id, approvals, signatures };
  const rejection = counting.find(({ decision }) => decision === 'reject');
  if (rejection) {
    return {
      ...common,
      state: 'rejected',
      done: false,
      reason: `${facts.nameOf(rejection.signer)} rejected it${
        rejection.comment ? `: ${rejection.comment}` : '.'
      }`,
      waitingOn: [...parties],
    };
  }
  if (approvals >= Math.max(1, item.quorum)) {
    const signers = counting.map(({ signer }) => facts.nameOf(signer));
    return {
      ...common,
      state: 'approved',
      done: true,
      reason: `Approved by ${signers.join(', ')}.`,
      waitingOn: [],
    };
  }
  return {
    ...common,
    state: 'waiting',
    done: false,
    reason: describeWait(item, { approvals, signatures, parties }, facts),
    waitingOn: [...parties],
  };
}

function describeWait(
  { quorum, responsible }: ChecklistItem,
  {
    approvals,
    signatures,
    parties,
  }: Pick<HandoffItemStatus, 'approvals' | 'signatures'> & {
    parties: readonly string[];
  },
  { nameOf }: Pick<HandoffFacts, 'nameOf'>,
): string {
  // What came last is what people wonder about.
  const lost = signatures
    .filter(({ standing }) => standing !== 'superseded')
    .findLast(({ standing }) => standing !== 'counts');
  const sentences = lost
    ? [`The signature of ${nameOf(lost.signer)} does not count.`]
    : [];
  if (lost?.reason) {
    sentences.push(lost.reason);
  }
  if (!parties.length) {
    sentences.push(`Nobody is named as ${responsible}.`);
  } else {
    const whom = parties.map(nameOf).join(' or ');
    sentences.push(
      quorum > 1
        ? `${approvals} of ${quorum} approvals, waiting for ${whom}.`
        : `Waiting for ${whom}.`,
    );
  }
  return sentences.join(' ');
}

function judgeWhole(
  handoff: Handoff,
  facts: HandoffFacts,
  items: readonly HandoffItemStatus[],
): Pick<HandoffStatus, 'state' | 'reason'> {
  const { withdrawal, completion, release, checklist } = handoff;
  if (withdrawal) {
    return {
      state: 'withdrawn',
      reason: `${facts.nameOf(withdrawal.by)} withdrew it: ${
        withdrawal.reason
      }`,
    };
  }
  if (completion) {
    return judgeCompleted(handoff, facts, items);
  }
  if (!facts.current) {
    return {
      state: 'lapsed',
      reason: `${describeRef(handoff.entityRef)} is no longer in the catalog.`,
    };
  }
  if (facts.current.release !== release) {
    return {
      state: 'lapsed',
      reason: `The declared release is ${
        facts.current.release ?? 'none'
      } now, not ${release}.`,
    };
  }
  const required = requiredOf(checklist, items);
  const rejected = required.find(({ state }) => state === 'rejected');
  if (rejected) {
    return {
      state: 'rejected',
      reason: `${titleOf(checklist, rejected)}: ${rejected.reason}`,
    };
  }
  const left = required.filter(({ done }) => !done);
  // What facts alone would let through, one person could let through alone.
  if (!left.length && required.some(({ state }) => state === 'approved')) {
    return { state: 'approved', reason: 'Everything required is done.' };
  }
  return {
    state: 'open',
    reason: left.length
      ? `Left: ${left.map(item => titleOf(checklist, item)).join(', ')}.`
      : 'The checklist requires no signature, so nothing can approve it.',
  };
}

function judgeCompleted(
  handoff: Handoff,
  facts: HandoffFacts,
  items: readonly HandoffItemStatus[],
): Pick<HandoffStatus, 'state' | 'reason'> {
  const { release, checklist } = handoff;
  const completed = {
    state: 'completed' as const,
    reason: `Release ${release} is signed off.`,
  };
  if (facts.current?.release !== release) {
    return completed;
  }
  if (facts.current.fingerprint !== handoff.completion?.fingerprint) {
    return {
      state: 'lapsed',
      reason: `${describeChanges(
        changesOf(handoff, facts),
      )} after the release was signed off.`,
    };
  }
  const undone = requiredOf(checklist, items).find(
    ({ done, state }) => !done && (state === 'waiting' || state === 'rejected'),
  );
  return undone
    ? {
        state: 'lapsed',
        reason: `${titleOf(checklist, undone)}: ${undone.reason}`,
      }
    : completed;
}

function requiredOf(
  checklist: Checklist,
  items: readonly HandoffItemStatus[],
): HandoffItemStatus[] {
  return items.filter((_, index) => checklist.items[index].required);
}

function titleOf(checklist: Checklist, { itemId }: HandoffItemStatus): string {
  return checklist.items.find(({ id }) => id === itemId)?.title ?? itemId;
}

function changesOf(
  { completion, fingerprint }: Handoff,
  facts: HandoffFacts,
): HandoffStatus['changes'] {
  const before = facts.contentOf(completion?.fingerprint ?? fingerprint);
  return before && facts.current
    ? handoffDifference(before, facts.current.content)
    : [];
}

function endOf(
  { checklist, withdrawal }: Handoff,
  facts: HandoffFacts,
  items: readonly HandoffItemStatus[],
  now: Date,
): string | undefined {
  if (withdrawal) {
    return undefined;
  }
  const ends = checklist.items.flatMap(({ automated }, index) => {
    if (automated?.check !== undefined) {
      return [facts.outcomeOf(automated.check)?.validUntil];
    }
    if (automated) {
      return [facts.promises?.validUntil];
    }
    return items[index].signatures
      .filter(({ standing }) => standing === 'counts')
      .map(({ expiresAt }) => expiresAt);
  });
  const time = now.toISOString();
  return ends
    .filter((end): end is string => end !== undefined && end > time)
    .sort()[0];
}
