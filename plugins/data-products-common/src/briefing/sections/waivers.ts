import { WaiverDetail } from '../../readiness';
import { BriefingSection, BriefingText } from '../Briefing';
import { BriefingSources } from '../BriefingSources';
import { fromSource, tableOr } from '../briefingText';
import { describeDay, describeInstant } from '../describeTime';
import { PartyNames } from '../nameParties';

/** Which checks need not pass for a while, why, and who approved it. */
export function waiversSection(
  { waivers }: BriefingSources,
  parties: PartyNames,
): BriefingSection {
  return {
    id: 'waivers',
    title: 'Waivers',
    blocks: fromSource(waivers, list => [
      tableOr('No check is waived, and no waiver waits for a decision.', {
        label: 'Waivers',
        columns: ['Check', 'Reason', 'Until', 'Approved by'],
        rows: list.map(waiver => [
          [waiver.check.title ?? waiver.check.id],
          [waiver.reason],
          [describeInstant(waiver.until)],
          approval(waiver, parties),
        ]),
      }),
    ]),
  };
}

function approval(
  { decision, approvers }: WaiverDetail,
  parties: PartyNames,
): BriefingText {
  if (!decision) {
    return [
      'Not yet: waits for ',
      ...parties.names(
        approvers.map(({ ref }) => ref),
        'nobody, as no one is named who decides',
      ),
    ];
  }
  const { by, at, comment } = decision;
  return [
    ...parties.name(by),
    `, ${describeDay(at)}${comment ? `: “${comment}”` : ''}`,
  ];
}
