import { AgreementState, AgreementSummary } from '../../agreement';
import { BriefingBlock, BriefingSection, BriefingText } from '../Briefing';
import { BriefingSources } from '../BriefingSources';
import { fromSource, joined, orMissing, tableOr } from '../briefingText';
import { describeDay } from '../describeTime';
import { PartyNames } from '../nameParties';

const STATE_WORDS: Readonly<Record<AgreementState, string>> = {
  proposed: 'Proposed',
  active: 'In force',
  expired: 'Expired',
  superseded: 'Superseded',
  terminated: 'Terminated',
};

/** With whom the promises are agreed, and until when. */
export function agreementsSection(
  { agreements }: BriefingSources,
  parties: PartyNames,
): BriefingSection {
  return {
    id: 'agreements',
    title: 'Agreements',
    blocks: fromSource(agreements, list => {
      const current = list.filter(stands);
      const ended = list.filter(agreement => !stands(agreement));
      return [
        tableOr('No agreement is in force or proposed.', {
          label: 'Agreements',
          columns: [
            'Consumer',
            'State',
            'Revision',
            'In force since',
            'To be renewed by',
            'Next review',
          ],
          rows: current.map(agreement => [
            parties.name(agreement.consumer.ref),
            stateOf(agreement, parties),
            [`${agreement.revision}`],
            dayOr(agreement.activeSince, 'not yet'),
            dayOr(agreement.validUntil, 'not said'),
            dayOr(agreement.nextReview, 'not planned'),
          ]),
        }),
        ...endedOnes(ended, parties),
      ];
    }),
  };
}

function stands({ state }: AgreementSummary): boolean {
  return state === 'active' || state === 'proposed';
}

function stateOf(
  agreement: AgreementSummary,
  parties: PartyNames,
): BriefingText {
  const words = STATE_WORDS[agreement.state];
  if (agreement.awaits.length > 0) {
    return [
      `${words}: waits for `,
      ...joined(
        agreement.awaits.map(side => parties.name(agreement[side].ref)),
      ),
    ];
  }
  return agreement.breachedByChange.length > 0
    ? [
        `${words}, but breached by change: `,
        agreement.breachedByChange.map(promise => promise.words).join('; '),
      ]
    : [words];
}

function endedOnes(
  ended: readonly AgreementSummary[],
  parties: PartyNames,
): BriefingBlock[] {
  if (ended.length === 0) {
    return [];
  }
  return [
    {
      type: 'paragraph',
      text: [
        'Ended: ',
        ...joined(
          ended.map(({ consumer, state, endedAt }) => [
            'with ',
            ...parties.name(consumer.ref),
            ` (${STATE_WORDS[state].toLocaleLowerCase('en')}${
              endedAt ? ` ${describeDay(endedAt)}` : ''
            })`,
          ]),
        ),
        '.',
      ],
    },
  ];
}

function dayOr(iso: string | undefined, missing: string): BriefingText {
  return orMissing(iso && describeDay(iso), missing);
}
