import {
  CRITICALITIES,
  CRITICALITY_WEIGHTS,
  LIFECYCLES,
  PROMISE_FILTERS,
  READINESS_LEVELS,
  READINESS_ORDERS,
  ReadinessFacets,
  SCORED_KINDS,
} from '@handoff/backstage-plugin-data-products-common';
import fc from 'fast-check';
import {
  arbitraryEntries,
  arbitraryTeams,
  DAYS,
  PEOPLE,
  TEAM_REFS,
} from '../__testUtils__/entries';
import { Readable } from '../access';
import { Team, TeamTree } from '../evidence';
import { EvaluatedEntry } from './ReadinessIndex';
import {
  countFacets,
  ListingFilter,
  ListingPosition,
  listPage,
} from './ReadinessListing';
import { ReadinessTable } from './ReadinessTable';

const some = <T>(...values: T[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });

const filters: fc.Arbitrary<ListingFilter> = fc.record(
  {
    kind: some(...SCORED_KINDS),
    type: some('aggregate' as const, 'reporting' as const),
    owner: some('group:a', 'B', ...TEAM_REFS, ...PEOPLE),
    nested: fc.boolean(),
    unowned: fc.boolean(),
    domain: some('fruit', 'trees'),
    lifecycle: some(...LIFECYCLES),
    criticality: some(...CRITICALITIES),
    level: some(...READINESS_LEVELS),
    promises: some(...PROMISE_FILTERS),
    check: fc.constantFrom('contract', 'runbook', 'none'),
    q: fc.constantFrom('apple', 'E-1 PL', '', ' ', 'Äpfel'),
  },
  { requiredKeys: [] },
);

const ALL: Readable = { all: true, has: () => true };

/** Those whose number is even, and the teams before c. */
const EVEN: Readable = {
  all: false,
  has: ref => /(e-\d*[02468]|\/[ab])$/.test(ref),
};

function ownersOf(
  { owner, nested }: ListingFilter,
  teams: Team[],
): string[] | undefined {
  const full = owner?.map(ref => {
    const lower = ref.toLocaleLowerCase('en-US');
    if (lower.includes('/')) {
      return lower;
    }
    return `group:default/${lower.replace('group:', '')}`;
  });
  if (!full || !nested) {
    return full;
  }
  const groups = full.filter(ref => teams.some(team => team.ref === ref));
  for (let grown = -1; grown !== groups.length; ) {
    grown = groups.length;
    for (const { ref, parentRef } of teams) {
      if (parentRef && groups.includes(parentRef) && !groups.includes(ref)) {
        groups.push(ref);
      }
    }
  }
  return [
    ...full,
    ...groups,
    ...teams
      .filter(({ ref }) => groups.includes(ref))
      .flatMap(({ members }) => members),
  ];
}

function matches(
  entry: EvaluatedEntry,
  filter: ListingFilter,
  teams: Team[],
  readable: Readable,
): boolean {
  const { kind, type, domain, lifecycle, criticality } = filter;
  const { level, promises, check, q } = filter;
  const owners = ownersOf(filter, teams);
  return (
    readable.has(entry.entityRef) &&
    (!kind || kind.includes(entry.kind)) &&
    (!type || (type as unknown[]).includes(entry.type)) &&
    (!owners || owners.includes(entry.ownerRef ?? '')) &&
    (filter.unowned === undefined ||
      filter.unowned ===
        !teams.some(
          ({ ref, members }) =>
            ref === entry.ownerRef || members.includes(entry.ownerRef ?? ''),
        )) &&
    (!domain || domain.includes(entry.domain ?? '')) &&
    (!lifecycle || (lifecycle as string[]).includes(entry.lifecycle)) &&
    (!criticality || criticality.includes(entry.criticality)) &&
    (!level || level.includes(entry.result.level)) &&
    (!promises ||
      (promises as unknown[]).includes(entry.promises?.state) ||
      (promises.includes('renewal-due') &&
        [entry.renewal, entry.promises?.agreedUntil].some(
          day => day !== undefined && day !== DAYS[2],
        ))) &&
    (!check || entry.result.failing.some(({ checkId }) => checkId === check)) &&
    (q ?? '')
      .toLocaleLowerCase('en-US')
      .split(' ')
      .every(word => entry.search.includes(word))
  );
}

function compareBy(orderBy: (typeof READINESS_ORDERS)[number] = 'title') {
  const keys = {
    title: (e: EvaluatedEntry) => e.sortTitle,
    score: (e: EvaluatedEntry) => e.result.score,
    owner: (e: EvaluatedEntry) => e.ownerRef ?? '',
    criticality: (e: EvaluatedEntry) => CRITICALITY_WEIGHTS[e.criticality],
  };
  const keyOf = keys[orderBy.replace('-', '') as keyof typeof keys];
  const sign = orderBy.startsWith('-') ? -1 : 1;
  const order = (a: string | number, b: string | number) =>
    Number(a > b) - Number(a < b);
  return (a: EvaluatedEntry, b: EvaluatedEntry) =>
    sign * order(keyOf(a), keyOf(b)) ||
    order(a.sortTitle, b.sortTitle) ||
    order(a.entityRef, b.entityRef);
}

function pageOf(
  entries: EvaluatedEntry[],
  options: {
    filter?: ListingFilter;
    teams?: Team[];
    readable?: Readable;
    after?: ListingPosition;
    limit: number;
  },
) {
  return listPage(ReadinessTable.of(entries), {
    filter: options.filter ?? {},
    teams: TeamTree.create(options.teams ?? []),
    readable: options.readable ?? ALL,
    after: options.after,
    limit: options.limit,
  });
}

const orders = fc.constantFrom(undefined, ...READINESS_ORDERS);

it('finds, orders and counts what a plain filter and sort would', () => {
  fc.assert(
    fc.property(
      arbitraryEntries,
      arbitraryTeams,
      filters,
      orders,
      fc.constantFrom(ALL, EVEN),
      fc.integer({ min: 1, max: 12 }),
      (entries, teams, someFilter, orderBy, readable, limit) => {
        const filter = { ...someFilter, orderBy };
        const expected = entries
          .filter(entry => matches(entry, filter, teams, readable))
          .sort(compareBy(orderBy));
        const page = pageOf(entries, { filter, teams, readable, limit });
        expect(page.entries).toEqual(expected.slice(0, limit));
        expect(page.totalItems).toBe(expected.length);
        expect(page.needAttention).toBe(
          expected.filter(({ result }) => result.level !== 'ready').length,
        );
        expect(page.next !== undefined).toBe(expected.length > limit);
      },
    ),
    { numRuns: 300 },
  );
});

it('pages through everything once, whatever changes meanwhile', () => {
  fc.assert(
    fc.property(
      arbitraryEntries,
      orders,
      fc.integer({ min: 1, max: 7 }),
      fc.func(fc.constantFrom('keep', 'rescore', 'remove')),
      (entries, orderBy, limit, fateOf) => {
        let current = entries;
        const seen: string[] = [];
        let after: ListingPosition | undefined;
        for (let n = 0; n === 0 || after; n++) {
          const page = pageOf(current, { filter: { orderBy }, after, limit });
          seen.push(...page.entries.map(({ entityRef }) => entityRef));
          expect(page.entries.length).toBe(
            page.next ? limit : page.entries.length,
          );
          // As a cursor carries it.
          after = page.next && JSON.parse(JSON.stringify(page.next));
          current = current.flatMap(entry => {
            const fate = fateOf(entry.entityRef);
            // Else what moves on after every page would never be passed.
            if (fate === 'keep' || n > 3) {
              return [entry];
            }
            return fate === 'remove'
              ? []
              : [
                  {
                    ...entry,
                    sortTitle: `${entry.sortTitle}${n}`,
                    result: {
                      ...entry.result,
                      score: (entry.result.score + 37) % 101,
                    },
                  },
                ];
          });
        }
        const kept = entries
          .map(({ entityRef }) => entityRef)
          .filter(ref => fateOf(ref) === 'keep');
        const seenOfKept = seen.filter(ref => kept.includes(ref));
        expect(seenOfKept.sort()).toEqual(kept.sort());
      },
    ),
    { numRuns: 200 },
  );
});

it('counts for each facet what all other parts of the filter let through', () => {
  fc.assert(
    fc.property(
      arbitraryEntries,
      arbitraryTeams,
      filters,
      fc.constantFrom(ALL, EVEN),
      (entries, teams, filter, readable) => {
        const tree = TeamTree.create(teams);
        const counts = countFacets(ReadinessTable.of(entries), {
          filter,
          teams: tree,
          readable,
        });

        const countBy = (
          facet: keyof ReadinessFacets,
          valueOf: (entry: EvaluatedEntry) => string | undefined,
        ) => {
          const others = { ...filter, [facet]: undefined };
          const values = entries
            .filter(entry => matches(entry, others, teams, readable))
            .flatMap(entry => valueOf(entry) ?? []);
          return [...new Set(values)]
            .map(value => ({
              value,
              count: values.filter(other => other === value).length,
            }))
            .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
        };
        expect(counts).toEqual({
          kind: countBy('kind', ({ kind }) => kind),
          owner: countBy('owner', ({ ownerRef }) => ownerRef).map(facet => ({
            ...facet,
            title: readable.has(facet.value)
              ? teams.find(({ ref }) => ref === facet.value)?.title
              : undefined,
          })),
          domain: countBy('domain', ({ domain }) => domain),
          lifecycle: countBy('lifecycle', ({ lifecycle }) => lifecycle),
          level: countBy('level', ({ result }) => result.level),
          promises: countBy('promises', ({ promises }) => promises?.state),
        });
      },
    ),
    { numRuns: 300 },
  );
});

it('takes changes in place, and says when an entity has another place', () => {
  fc.assert(
    fc.property(arbitraryEntries, arbitraryEntries, (entries, others) => {
      const table = ReadinessTable.of(entries);
      const changed = entries.map((entry, i) => ({
        ...entry,
        ...others[i],
        entityId: entry.entityId,
        entityRef: entry.entityRef,
      }));
      for (const [i, entry] of changed.entries()) {
        expect(table.replace(entry)).toBe(
          entry.sortTitle === entries[i].sortTitle,
        );
      }
      const now = changed.map((entry, i) =>
        entry.sortTitle === entries[i].sortTitle ? entry : entries[i],
      );
      const options = {
        filter: { orderBy: '-score' as const },
        teams: TeamTree.create([]),
        readable: ALL,
      };
      expect(countFacets(table, options)).toEqual(
        countFacets(ReadinessTable.of(now), options),
      );
      const page = { ...options, after: undefined, limit: 50 };
      expect(listPage(table, page)).toEqual(
        listPage(ReadinessTable.of(now), page),
      );
    }),
  );
});

it('says which owner is none', () => {
  expect(() => pageOf([], { filter: { owner: ['group:'] }, limit: 1 })).toThrow(
    "Invalid query: owner: 'group:' is not an entity ref; write group:default/name",
  );
});
