import { ReadinessEvidence } from '@handoff/backstage-plugin-data-products-common';

/** Whom the reasons of outcomes may name by ref: who consumes, or agreed to. */
export function consumersIn({
  roles,
  agreements = [],
}: ReadinessEvidence): string[] {
  return agreements.length
    ? [
        ...new Set([
          ...roles.flatMap(({ role, refs }) =>
            role === 'consumer' ? refs : [],
          ),
          ...agreements.map(({ consumer }) => consumer),
        ]),
      ]
    : [];
}

/** Evidence for reasons that people read: with what consumers are called now. */
export function tellTitles(
  evidence: ReadinessEvidence,
  nameOf: (ref: string) => string,
): ReadinessEvidence {
  return {
    ...evidence,
    titles: Object.fromEntries(
      consumersIn(evidence).map(ref => [ref, nameOf(ref)]),
    ),
  };
}
