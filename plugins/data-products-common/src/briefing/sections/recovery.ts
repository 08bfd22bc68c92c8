import { BriefingSection } from '../Briefing';
import { BriefingSources } from '../BriefingSources';
import { fact, linkOr } from '../briefingText';

/** What to do when it breaks, and how to go back. */
export function recoverySection({ entity }: BriefingSources): BriefingSection {
  const { runbook, rollback } = entity.spec;
  return {
    id: 'recovery',
    title: 'When it breaks',
    blocks: [
      {
        type: 'facts',
        facts: [
          {
            label: 'Runbook',
            value: linkOr(runbook, 'No runbook is declared.'),
          },
          {
            label: 'Rollback',
            value: linkOr(
              rollback?.procedure,
              'No rollback procedure is declared.',
            ),
          },
          fact(
            'Last known good release',
            rollback?.lastKnownGood,
            'None is declared.',
          ),
        ],
      },
    ],
  };
}
