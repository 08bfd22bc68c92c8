import { ContactPurpose } from '../../kinds';
import { OwnershipDetail } from '../../ownership';
import { parseDuration } from '../../sla';
import { BriefingBlock, BriefingSection, BriefingText } from '../Briefing';
import { BriefingSources } from '../BriefingSources';
import { fromSource, orMissing, paragraph, tableOr } from '../briefingText';
import { describePeriod } from '../describeTime';
import { PartyNames } from '../nameParties';

const PURPOSE_WORDS: Readonly<Record<ContactPurpose, string>> = {
  incident: 'An incident',
  question: 'A question',
  access: 'Access',
  change: 'A change',
  other: 'Anything else',
};

type Contact = OwnershipDetail['contacts'][number];
type Rung = OwnershipDetail['escalation'][number];
type Role = OwnershipDetail['roles'][number];

/** Who answers, where they are reached, and who is told when it takes too long. */
export function peopleSection(
  { ownership }: BriefingSources,
  parties: PartyNames,
): BriefingSection {
  if ('unreadable' in ownership) {
    return section(fromSource(ownership, () => []));
  }
  const { roles, contacts, escalation } = ownership.data;
  return {
    ...section([
      tableOr('No role is declared.', {
        label: 'Roles',
        columns: ['Role', 'Who', 'Answers for'],
        rows: roles.map(role => [
          [role.title],
          holdersOf(role, parties),
          [role.mandate],
        ]),
      }),
    ]),
    sections: [
      { id: 'contacts', title: 'Contacts', blocks: contactBlocks(contacts) },
      {
        id: 'escalation',
        title: 'Escalation',
        blocks: [escalationBlock(escalation, parties)],
      },
    ],
  };
}

function section(blocks: BriefingBlock[]): BriefingSection {
  return { id: 'people', title: 'Whom to call', blocks };
}

function holdersOf(
  { members, vacant, reason }: Role,
  parties: PartyNames,
): BriefingText {
  const names = parties.names(
    members.map(({ ref }) => ref),
    'Vacant.',
  );
  return vacant && reason ? [...names, ' ', { missing: reason }] : names;
}

function contactBlocks(contacts: readonly Contact[]): BriefingBlock[] {
  return [
    tableOr('No contact is declared.', {
      label: 'Contacts',
      columns: ['For', 'Where', 'Answers within'],
      rows: contacts.map(contact => [
        [PURPOSE_WORDS[contact.for]],
        whereOf(contact),
        orMissing(
          contact.responseTime && describePeriod(contact.responseTime),
          'not said',
        ),
      ]),
    }),
    ...(contacts.length > 0 && !contacts.some(each => each.for === 'incident')
      ? [paragraph({ missing: 'No contact is declared for incidents.' })]
      : []),
  ];
}

function whereOf({ channel, target, url, description }: Contact): BriefingText {
  const end = description ? `: ${description}` : '';
  return [
    url ? { text: target, url } : target,
    target.startsWith(channel) ? end : ` (${channel})${end}`,
  ];
}

function escalationBlock(
  escalation: readonly Rung[],
  parties: PartyNames,
): BriefingBlock {
  if (escalation.length === 0) {
    return paragraph({ missing: 'No escalation is declared.' });
  }
  return {
    type: 'list',
    ordered: true,
    items: escalation.map(({ after, notify, found }) => [
      parseDuration(after) === 0
        ? 'At once: '
        : `After ${describePeriod(after)}: `,
      ...parties.name(notify),
      ...(found ? [] : [' ', { missing: 'not in the catalog' }]),
    ]),
  };
}
