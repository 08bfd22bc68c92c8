import { OutcomeDetail, ReadinessLevel } from '../../readiness';
import { ROLE_DEFINITIONS } from '../../ownership';
import { BriefingSection, BriefingText } from '../Briefing';
import { BriefingSources } from '../BriefingSources';
import { fromSource, paragraph } from '../briefingText';
import { describeInstant } from '../describeTime';
import { PartyNames } from '../nameParties';

const LEVEL_WORDS: Readonly<Record<ReadinessLevel, string>> = {
  ready: 'Ready',
  'at-risk': 'At risk',
  'not-ready': 'Not ready',
};

/** Worst first. */
const RISKS = [
  { severity: 'required', status: 'fail' },
  { severity: 'required', status: 'unknown' },
  { severity: 'recommended', status: 'fail' },
  { severity: 'recommended', status: 'unknown' },
] as const;

/** Which checks do not pass, what to do, and whose turn it is. */
export function risksSection(
  { readiness }: BriefingSources,
  parties: PartyNames,
): BriefingSection {
  return {
    id: 'risks',
    title: 'Risks',
    blocks: fromSource(readiness, ({ level, score, outcomes, evaluatedAt }) => {
      const risks = RISKS.flatMap(({ severity, status }) =>
        outcomes.filter(
          outcome => outcome.severity === severity && outcome.status === status,
        ),
      );
      return [
        paragraph(
          `${LEVEL_WORDS[level]}: ${score} of 100, judged ${describeInstant(
            evaluatedAt,
          )}.`,
        ),
        risks.length === 0
          ? paragraph('Every check that applies passes or is waived.')
          : {
              type: 'table',
              label: 'Checks that do not pass',
              columns: ['Check', 'Found', 'What to do', 'Whose turn'],
              rows: risks.map(outcome => [
                [`${outcome.title} (${outcome.severity})`],
                [
                  `${outcome.status === 'fail' ? 'Fails' : 'Unknown'}: ${
                    outcome.reason
                  }`,
                ],
                [outcome.remediation],
                whoseTurn(outcome, parties),
              ]),
            },
      ];
    }),
  };
}

function whoseTurn(
  { responsible }: OutcomeDetail,
  parties: PartyNames,
): BriefingText {
  const role = ROLE_DEFINITIONS.find(({ role: id }) => id === responsible.role);
  return parties.names(
    responsible.refs,
    `Nobody: the role “${role?.title ?? responsible.role}” is vacant.`,
  );
}
