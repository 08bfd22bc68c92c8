import {
  CRITICALITIES,
  CRITICALITY_WEIGHTS,
  LIFECYCLES,
  PROMISE_STATES,
  READINESS_LEVELS,
  SCORED_KINDS,
} from '@handoff/backstage-plugin-data-products-common';
import fc from 'fast-check';
import { Team } from '../evidence';
import { EvaluatedEntry } from '../readiness';

export const TEAM_REFS = ['a', 'b', 'c', 'd', 'e'].map(
  name => `group:default/${name}`,
);
export const PEOPLE = ['u', 'v', 'w'].map(name => `user:default/${name}`);

/** Of which one is over, one near, and one far. */
export const DAYS = [-10, 10, 100].map(days =>
  new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString(),
);

/** Groups with parents and members at random: cycles, and parents that do not exist. */
export const arbitraryTeams: fc.Arbitrary<Team[]> = fc
  .uniqueArray(fc.constantFrom(...TEAM_REFS))
  .chain(refs =>
    fc.tuple(
      ...refs.map(ref =>
        fc.record(
          {
            ref: fc.constant(ref),
            title: fc.constant(`Team ${ref}`),
            parentRef: fc.constantFrom(...TEAM_REFS),
            members: fc.subarray(PEOPLE),
            etag: fc.constant(''),
          },
          { requiredKeys: ['ref', 'title', 'members', 'etag'] },
        ),
      ),
    ),
  );

/** Entities with everything that lists filter and order by. */
export const arbitraryEntries: fc.Arbitrary<EvaluatedEntry[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...SCORED_KINDS),
      type: fc.constantFrom('aggregate', 'reporting', undefined),
      title: fc.constantFrom('Apples', 'apples', 'Äpfel', 'Pears', 'Plums'),
      ownerRef: fc.constantFrom(undefined, ...TEAM_REFS, ...PEOPLE),
      domain: fc.constantFrom(undefined, 'fruit', 'trees'),
      lifecycle: fc.constantFrom(...LIFECYCLES),
      criticality: fc.constantFrom(...CRITICALITIES),
      score: fc.integer({ min: 0, max: 100 }),
      level: fc.constantFrom(...READINESS_LEVELS),
      failing: fc.subarray(['contract', 'runbook']),
      promises: fc.option(
        fc.record({
          state: fc.constantFrom(...PROMISE_STATES),
          broken: fc.nat(2),
          agreedUntil: fc.constantFrom(undefined, ...DAYS),
        }),
        { nil: undefined },
      ),
      renewal: fc.constantFrom(undefined, ...DAYS),
    }),
    { maxLength: 40 },
  )
  .map(all =>
    all.map(({ score, level, failing, ...rest }, i) => ({
      ...rest,
      entityId: i + 1,
      entityRef: `${rest.kind.toLocaleLowerCase('en-US')}:default/e-${i}`,
      sortTitle: rest.title.toLocaleLowerCase('en-US'),
      weight: CRITICALITY_WEIGHTS[rest.criticality],
      search: `e-${i}\n${rest.title.toLocaleLowerCase('en-US')}`,
      history: [],
      lastTransitionId: 0,
      result: {
        score,
        level,
        unknown: 0,
        failing: failing.map(checkId => ({ checkId, gain: 10 })),
      },
    })),
  );
