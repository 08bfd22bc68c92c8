import {
  Breach,
  DatedTerm,
  describeDuration,
  ErrorBudget,
  ObjectiveState,
  SlaDetail,
} from '../../sla';
import { PROMISE_STATES, PromiseState } from '../../readiness';
import { describeShare } from '../../sla/evaluation/describeValue';
import { BriefingBlock, BriefingSection, BriefingText } from '../Briefing';
import { BriefingSources } from '../BriefingSources';
import { fromSource, orMissing, paragraph, tableOr } from '../briefingText';
import { describeDay, describeInstant } from '../describeTime';
import { PartyNames } from '../nameParties';

const STATE_WORDS: Readonly<Record<ObjectiveState, string>> = {
  kept: 'Kept',
  'at-risk': 'At risk',
  broken: 'Broken',
  unknown: 'Unknown',
};

const TERM_WORDS: Readonly<Record<DatedTerm['term'], string>> = {
  'general-availability': 'Generally available from',
  'end-of-support': 'Supported until',
  'end-of-life': 'Ends on',
  renewal: 'To be renewed on',
};

/** So many breaches are told with their times. */
const TOLD_BREACHES = 3;

type ObjectiveDetail = SlaDetail['objectives'][number];
type StepPromises = NonNullable<SlaDetail['steps']>[number];

/** What is promised, and how it was kept. */
export function promisesSection(
  { sla }: BriefingSources,
  parties: PartyNames,
): BriefingSection {
  return {
    id: 'promises',
    title: 'Promises, and how they were kept',
    blocks: fromSource(sla, ({ objectives, steps, datedTerms, problems }) => [
      ...(steps ? [stepTable(steps, parties)] : []),
      // A path may have none of its own, as it leans on those of its steps.
      ...(steps && objectives.length === 0 ? [] : [promiseTable(objectives)]),
      ...problemsOf(problems.length),
      ...(datedTerms.length > 0
        ? [
            {
              type: 'list' as const,
              ordered: false,
              items: datedTerms.map(describeTerm),
            },
          ]
        : []),
    ]),
  };
}

function promiseTable(objectives: readonly ObjectiveDetail[]): BriefingBlock {
  return tableOr('Nothing measurable is promised.', {
    label: 'Promises',
    columns: [
      'Promise',
      'Now',
      'Kept in the window',
      'Error budget',
      'Breaches in the window',
    ],
    rows: objectives.map(({ objective, status, breaches }) => [
      [objective.promise],
      [`${STATE_WORDS[status.state]}: ${status.reason}`],
      orMissing(
        status.shareKept === undefined
          ? undefined
          : `${describeShare(status.shareKept)} (promised: ${describeShare(
              objective.goal,
            )})`,
        'Nothing was judged.',
      ),
      orMissing(describeBudget(status.budget), 'Nothing was observed.'),
      [describeBreaches(breaches)],
    ]),
  });
}

function stepTable(
  steps: readonly StepPromises[],
  parties: PartyNames,
): BriefingBlock {
  return tableOr('The path names no steps.', {
    label: 'Promises of the steps',
    columns: ['Step', 'Kept by', 'Promises'],
    rows: steps.map(({ stage, name, entityRef, counts, brokenSince }) => [
      [name ?? stage],
      entityRef
        ? parties.name(entityRef)
        : [{ missing: 'Nothing of the catalog.' }],
      orMissing(
        describeCounts(counts, brokenSince),
        'None, or none that you may see.',
      ),
    ]),
  });
}

function describeCounts(
  counts: StepPromises['counts'],
  brokenSince: string | undefined,
): string | undefined {
  const words = PROMISE_STATES.filter(state => counts?.[state]).map(
    (state: PromiseState) => `${counts![state]} ${state.replace('-', ' ')}`,
  );
  if (words.length === 0) {
    return undefined;
  }
  return brokenSince
    ? `${words.join(', ')}; broken since ${describeInstant(brokenSince)}`
    : words.join(', ');
}

function describeBudget(budget: ErrorBudget | undefined): string | undefined {
  if (!budget) {
    return undefined;
  }
  const amount = (value: number) =>
    budget.unit === 'ms'
      ? describeDuration(value / 1_000)
      : `${Math.floor(value)}`;
  const misses = budget.unit === 'ms' ? '' : ' misses';
  if (budget.total === 0) {
    return budget.used > 0
      ? `Nothing may be missed; ${amount(budget.used)}${misses} were.`
      : 'Nothing may be missed, and nothing was.';
  }
  return budget.left > 0
    ? `${amount(budget.left)} of ${amount(budget.total)}${misses} left`
    : `Spent, and ${amount(-budget.left)}${misses} more`;
}

function describeBreaches(breaches: readonly Breach[]): string {
  if (breaches.length === 0) {
    return 'None';
  }
  const told = breaches
    .slice(0, TOLD_BREACHES)
    .map(
      ({ since, until }) =>
        `${describeInstant(since)}, ${
          until ? `until ${describeInstant(until)}` : 'not over yet'
        }`,
    );
  const more = breaches.length - told.length;
  return `${breaches.length}: ${told.join('; ')}${
    more > 0 ? `; ${more} before` : ''
  }`;
}

function describeTerm({
  term,
  at,
  description,
}: SlaDetail['datedTerms'][number]): BriefingText {
  return [
    `${TERM_WORDS[term]} ${describeDay(at)}${
      description ? `: ${description}` : ''
    }`,
  ];
}

function problemsOf(count: number): BriefingBlock[] {
  return count > 0
    ? [
        paragraph({
          missing: `${count} ${
            count === 1 ? 'promise' : 'promises'
          } could not be understood, and so ${
            count === 1 ? 'is' : 'are'
          } not listed.`,
        }),
      ]
    : [];
}
