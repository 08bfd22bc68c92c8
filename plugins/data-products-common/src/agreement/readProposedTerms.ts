import { canonicalJson } from '../ledger';
import { Objective } from '../sla';
import { describePromise } from '../sla/describePromise';
import { AgreementTerms } from './Agreement';
import { ProposedTerms } from './termsInput';

/**
 * Makes terms of what a side proposes: objectives that are named are taken as
 * they are promised, the others are put in words.
 *
 * @param known - `promised` is what the entity promises now; `answered` are the
 *   objectives of the revision that is answered, if any: who sends one of
 *   either back unchanged gets it with the words that it had
 * @returns the terms, and what is wrong with them; they hold only when nothing is
 * @public
 */
export function readProposedTerms(
  proposed: ProposedTerms,
  known: {
    promised: readonly Objective[];
    answered?: readonly Objective[];
  },
): { terms: AgreementTerms; problems: string[] } {
  const problems: string[] = [];
  const byName = new Map(known.promised.map(entry => [entry.name, entry]));
  const asKnown = new Map(
    [...(known.answered ?? []), ...known.promised].map(entry => [
      contentOf(entry),
      entry,
    ]),
  );
  const objectives = proposed.objectives.flatMap((entry): Objective[] => {
    if (typeof entry === 'string') {
      const promised = byName.get(entry);
      if (!promised) {
        const names = [...byName.keys()].map(name => `“${name}”`).join(', ');
        problems.push(
          `“${entry}” is not promised now; ${
            names
              ? `promised are ${names}`
              : 'nothing is: propose the objective whole'
          }`,
        );
        return [];
      }
      return [promised];
    }
    return [
      asKnown.get(contentOf(entry)) ?? {
        ...entry,
        promise: describePromise({ ...entry, source: 'spec' }),
        source: 'spec',
      },
    ];
  });
  const names = new Set<string>();
  for (const { name } of objectives) {
    if (names.has(name)) {
      problems.push(`“${name}” is proposed twice; name each objective once`);
    }
    names.add(name);
  }
  return { terms: { ...proposed, objectives }, problems };
}

/** All that makes an objective what it is, but for its words. */
function contentOf(objective: Omit<Objective, 'promise' | 'source'>): string {
  return canonicalJson({
    ...objective,
    promise: undefined,
    source: undefined,
  });
}
