import {
  HandoffDetail,
  HandoffItem,
  HandoffItemState,
  HandoffState,
} from '../../handoff';
import { describeRef } from '../../kinds';
import { BriefingBlock, BriefingSection, BriefingText } from '../Briefing';
import { BriefingSources } from '../BriefingSources';
import { fromSource, joined, paragraph, tableOr } from '../briefingText';
import { describeInstant } from '../describeTime';
import { PartyNames } from '../nameParties';

const STATE_WORDS: Readonly<Record<HandoffState, string>> = {
  open: 'Waiting for signatures',
  approved: 'Approved, to be completed',
  completed: 'Signed off',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  lapsed: 'Lapsed',
};

const ITEM_WORDS: Readonly<Record<HandoffItemState, string>> = {
  approved: 'Signed',
  rejected: 'Rejected',
  waiting: 'Waiting',
  passed: 'Passed, by facts',
  failed: 'Failed, by facts',
  unknown: 'Unknown, by facts',
};

const DECISION_WORDS = { approve: 'approved', reject: 'rejected' } as const;

/** Who signed what of the release, and what waits. */
export function signOffsSection(
  { entity, handoff }: BriefingSources,
  parties: PartyNames,
): BriefingSection {
  return {
    id: 'sign-offs',
    title: 'Sign-offs',
    blocks: fromSource(handoff, detail =>
      detail
        ? signOffBlocks(detail, entity.spec.version, parties)
        : [paragraph({ missing: 'No sign-off was requested.' })],
    ),
  };
}

function signOffBlocks(
  handoff: HandoffDetail,
  declared: string | undefined,
  parties: PartyNames,
): BriefingBlock[] {
  const { checklist, completion, progress, release } = handoff;
  return [
    ...(release === declared
      ? []
      : [
          paragraph({
            missing: declared
              ? `No sign-off was requested for release ${declared}; the newest is of ${release}.`
              : `The entity declares no release; the newest sign-off is of ${release}.`,
          }),
        ]),
    {
      type: 'facts',
      facts: [
        { label: 'Release', value: [release] },
        {
          label: 'State',
          value: [`${STATE_WORDS[handoff.state]}. ${handoff.reason}`],
        },
        {
          label: 'Checklist',
          value: [
            `${checklist.title}, version ${checklist.version} (${checklist.from} to ${checklist.to})`,
          ],
        },
        {
          label: 'Required items',
          value: [`${progress.done} of ${progress.required} done`],
        },
        {
          label: 'Requested by',
          value: [
            ...parties.name(handoff.requester),
            `, ${describeInstant(handoff.requestedAt)}`,
          ],
        },
        {
          label: 'Completed by',
          value: completion
            ? [
                ...parties.name(completion.by),
                `, ${describeInstant(completion.at)}`,
              ]
            : [{ missing: 'Not completed.' }],
        },
      ],
    },
    tableOr('The checklist has no items.', {
      label: 'Items of the checklist',
      columns: ['Item', 'Side', 'How it stands', 'Signatures'],
      rows: handoff.items.map(item => [
        [item.required ? item.title : `${item.title} (not required)`],
        [sideOf(handoff, item)],
        [`${ITEM_WORDS[item.state]}. ${item.reason}`],
        signaturesOf(item, parties),
      ]),
    }),
  ];
}

function sideOf(
  { sides, checklist }: HandoffDetail,
  { responsible }: HandoffItem,
): string {
  return (
    sides.find(side => side.responsible === responsible)?.title ??
    checklist.sides?.[responsible] ??
    describeRef(responsible)
  );
}

function signaturesOf(item: HandoffItem, parties: PartyNames): BriefingText {
  const lines = item.signatures
    .filter(({ standing }) => standing === 'counts')
    .map(
      ({ signer, decision, at, comment }): BriefingText => [
        ...parties.name(signer),
        ` ${DECISION_WORDS[decision]} it, ${describeInstant(at)}${
          comment ? `: “${comment}”` : ''
        }`,
      ],
    );
  if (!item.done && !item.automated) {
    lines.push([
      'waits for ',
      ...parties.names(
        item.waitingOn.map(({ ref }) => ref),
        'nobody, as no one can sign it',
      ),
    ]);
  }
  return lines.length > 0 ? joined(lines, '; ') : ['None needed'];
}
