import {
  affectedParties,
  AskedParty,
  ChangeDetail,
  ChangeSummary,
  GateAnswer,
  GateJudgement,
  GateObjection,
  GateReason,
  ImpactSummary,
} from '@handoff/backstage-plugin-data-products-common';
import {
  belongsTo,
  describeMembership,
  EntityRights,
  Readable,
} from '../access';
import { TeamTree } from '../evidence';
import { StoredChange } from './ChangeStore';

export const OWN_ANSWER =
  'You proposed the change: another person has to answer it.';
export const OWN_OVERRIDE =
  'You proposed the change: another person has to override the gate.';
export const NOBODY_ASKED = 'The change needs nobody’s answer.';

/** What the reader may do at all, whatever they belong to. */
export interface ChangeRights
  extends EntityRights<'propose' | 'acknowledge' | 'override' | 'promote'> {
  /** Who proposes and promotes: a person, or a pipeline. */
  actor: string;
}

/** What a view is made with. */
export interface ViewContext {
  tree: TeamTree;
  nameOf(ref: string): string;
  readable: Readable;
}

/** A change as lists show it. */
export function toSummary(
  stored: StoredChange,
  { tree, nameOf }: Pick<ViewContext, 'tree' | 'nameOf'>,
): ChangeSummary {
  const { change, state, verdict, waitsFor, affected, ending } = stored;
  return {
    id: change.id,
    entity: { ref: change.entityRef, title: nameOf(change.entityRef) },
    kind: change.kind,
    title: change.title,
    state,
    effect: change.effect,
    version: change.version,
    proposedBy: change.proposedBy,
    proposedAt: change.proposedAt,
    verdict,
    waitsFor: waitsFor.map(ref => toParty(ref, tree)),
    affectedCount: affected,
    commit: change.commit,
    url: change.url,
    endedAt: stored.rollback?.at ?? ending?.at,
  };
}

/** What the gate says, as far as the reader may see it. */
export function toGateAnswer(
  stored: StoredChange,
  judgement: GateJudgement,
  judgedAt: string,
  affected: ImpactSummary,
  { tree, readable }: ViewContext,
): GateAnswer {
  return {
    changeId: stored.change.id,
    verdict: judgement.verdict,
    reasons: toReasons(judgement.objections, tree, readable),
    affected,
    judgedAt,
    expiresAt: judgement.expiresAt,
  };
}

/** A change whole, with what the reader may do. */
export function toDetail(
  stored: StoredChange,
  parts: {
    gate: GateAnswer;
    asked: readonly AskedParty[];
    owners: readonly string[];
    difference: ChangeDetail['difference'];
    rights: ChangeRights;
  },
  context: ViewContext,
): ChangeDetail {
  const { change, ending, state } = stored;
  const { tree } = context;
  // Who else was told would say that something of theirs is affected.
  const known = new Set([
    ...affectedParties(parts.gate.affected).map(({ ref }) => ref),
    ...parts.asked.map(({ party }) => party),
  ]);
  return {
    ...toSummary(stored, context),
    verdict: parts.gate.verdict,
    description: change.description,
    base: change.base,
    contract: change.contract,
    rollbackTo: change.rollbackTo,
    difference: parts.difference,
    gate: parts.gate,
    asked: parts.asked
      .map(({ party, role, answer, until }) => ({
        party: toParty(party, tree),
        role,
        decision: answer?.decision,
        until: answer ? undefined : until,
      }))
      .sort((a, b) => (a.party.ref < b.party.ref ? -1 : 1)),
    acknowledgements: stored.acknowledgements.map(each => ({
      ...each,
      party: toParty(each.party, tree),
    })),
    overrides: stored.overrides,
    notifications: stored.notifications
      .filter(({ party }) => known.has(party))
      .map(each => ({ ...each, party: toParty(each.party, tree) })),
    promotion:
      ending && (state === 'promoted' || state === 'rolled-back')
        ? {
            by: ending.by,
            at: ending.at,
            commit: ending.commit,
            url: ending.url,
            verdict: ending.judgement.verdict,
          }
        : undefined,
    rollback: stored.rollback,
    withdrawal:
      ending && state === 'withdrawn'
        ? { by: ending.by, at: ending.at, reason: ending.reason! }
        : undefined,
    reader: readerOf(stored, parts, context),
  };
}

export function toParty(ref: string, tree: TeamTree) {
  return { ref, title: tree.titleOf(ref) };
}

/** Of what the reader may not see, they are told that there is something. */
function toReasons(
  objections: readonly GateObjection[],
  tree: TeamTree,
  readable: Readable,
): GateReason[] {
  const hidden = new Set<string>();
  return objections.flatMap(objection => {
    const { rule, mode, overridden, message, whoseTurn, how } = objection;
    if (objection.about !== undefined && !readable.has(objection.about)) {
      if (hidden.has(rule)) {
        return [];
      }
      hidden.add(rule);
      return [
        {
          rule,
          mode,
          overridden,
          message:
            'Something downstream that you may not see stands against it.',
          whoseTurn: [],
          how: 'Ask whoever runs the portal who owns it.',
        },
      ];
    }
    return [
      {
        rule,
        mode,
        overridden,
        message,
        whoseTurn: whoseTurn.map(ref => toParty(ref, tree)),
        how,
      },
    ];
  });
}

function readerOf(
  { change, state }: StoredChange,
  {
    gate,
    asked,
    owners,
    rights,
  }: {
    gate: GateAnswer;
    asked: readonly AskedParty[];
    owners: readonly string[];
    rights: ChangeRights;
  },
  { tree }: ViewContext,
): ChangeDetail['reader'] {
  const over = state === 'open' ? undefined : `The change is ${state} already.`;
  const { person, actor, lacks } = rights;
  const parties = [...new Set(asked.map(({ party }) => party))].filter(
    party => person !== undefined && belongsTo(tree, person, party),
  );
  const isOwn = change.proposedBy === actor;
  const refusal = (...reasons: (string | undefined | false)[]) => {
    const reason = reasons.find(each => typeof each === 'string');
    return reason ? { may: false, reason } : { may: true };
  };
  const noPerson = person === undefined && 'It takes a person.';
  return {
    acknowledge: {
      ...refusal(
        over,
        noPerson,
        isOwn && OWN_ANSWER,
        !asked.length && NOBODY_ASKED,
        !parties.length && outsider(asked, tree),
        lacks.acknowledge,
      ),
      parties: parties.map(ref => toParty(ref, tree)),
    },
    notify: refusal(over, lacks.propose),
    override: refusal(
      over,
      noPerson,
      lacks.override,
      isOwn && OWN_OVERRIDE,
      gate.verdict !== 'blocked' && 'Nothing blocks the change.',
    ),
    promote: refusal(
      over,
      lacks.promote,
      gate.verdict === 'blocked' && 'The gate blocks the change.',
    ),
    withdraw: refusal(
      over,
      !isOwn &&
        !(
          person !== undefined &&
          owners.some(owner => belongsTo(tree, person, owner))
        ) &&
        notYours(change.proposedBy, owners, tree),
      lacks.propose,
    ),
  };
}

/** Whom it takes to answer a change. */
export function outsider(asked: readonly AskedParty[], tree: TeamTree): string {
  return `You cannot answer this change: ${[
    ...new Set(asked.map(({ party }) => party)),
  ]
    .map(party => describeMembership(tree, party))
    .join('; or ')}`;
}

/** Whom it takes to withdraw a change. */
export function notYours(
  proposedBy: string,
  owners: readonly string[],
  tree: TeamTree,
): string {
  const takes = owners.map(owner => describeMembership(tree, owner));
  return `You cannot withdraw this change: ${[
    `it takes ${tree.nameOf(proposedBy)}, who proposed it`,
    ...takes,
  ].join('; or ')}`;
}
