import fc from 'fast-check';
import {
  CRITICALITIES,
  LIFECYCLES,
  PROMISE_FILTERS,
  READINESS_LEVELS,
  READINESS_ORDERS,
  readinessQuerySchema,
  SCORED_KINDS,
} from '@handoff/backstage-plugin-data-products-common';
import {
  activeFilters,
  ExploreView,
  NO_FILTERS,
  PAGE_SIZES,
  readExploreView,
  SCORED_TYPES,
  toReadinessQuery,
  withoutFilter,
  writeExploreView,
} from './exploreView';

const word = fc.string({ minLength: 1 });
const ref = fc.stringMatching(/^(group|user):default\/[a-z]{1,8}$/);
const views: fc.Arbitrary<ExploreView> = fc.record({
  filters: fc
    .record({
      q: fc.string({ maxLength: 200 }),
      owner: fc.uniqueArray(ref, { maxLength: 4 }),
      nested: fc.boolean(),
      unowned: fc.boolean(),
      domain: fc.uniqueArray(word, { maxLength: 4 }),
      kind: fc.subarray([...SCORED_KINDS]),
      type: fc.subarray([...SCORED_TYPES]),
      lifecycle: fc.subarray([...LIFECYCLES]),
      criticality: fc.subarray([...CRITICALITIES]),
      level: fc.subarray([...READINESS_LEVELS]),
      promises: fc.subarray([...PROMISE_FILTERS]),
      check: fc.option(word, { nil: undefined }),
      mine: fc.boolean(),
      starred: fc.boolean(),
    })
    .map(filters => ({
      ...filters,
      nested: filters.nested && filters.owner.length > 0,
    })),
  orderBy: fc.option(fc.constantFrom(...READINESS_ORDERS), { nil: undefined }),
  limit: fc.constantFrom(...PAGE_SIZES),
  cursor: fc.option(word, { nil: undefined }),
});

const reader = {
  ownershipRefs: ['user:default/ada'],
  starredRefs: ['dataproduct:default/customer-360'],
};

describe('the address of the table', () => {
  it('brings back every view', () => {
    fc.assert(
      fc.property(views, view => {
        const params = new URLSearchParams(writeExploreView(view).toString());
        expect(readExploreView(params)).toEqual(view);
      }),
    );
  });

  it('takes whatever somebody typed', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), search => {
        const view = readExploreView(new URLSearchParams(search));
        expect(PAGE_SIZES).toContain(view.limit);
      }),
    );
    expect(
      readExploreView(
        new URLSearchParams('limit=7&level=nonsense&nested=true'),
      ),
    ).toEqual({ filters: NO_FILTERS, limit: 25 });
  });
});

describe('toReadinessQuery', () => {
  it('makes only queries that the backend takes', () => {
    fc.assert(
      fc.property(views, ({ filters }) => {
        const query = toReadinessQuery(filters, reader)!;
        const { nested, unowned, ...rest } = query;
        const parsed = readinessQuerySchema.safeParse({
          ...rest,
          ...(nested === undefined ? {} : { nested: String(nested) }),
          ...(unowned === undefined ? {} : { unowned: String(unowned) }),
        });
        expect(parsed.error?.issues).toBeUndefined();
      }),
    );
  });

  it('asks for nothing when the reader owns or has starred nothing', () => {
    const nobody = { ownershipRefs: [], starredRefs: [] };
    expect(
      toReadinessQuery({ ...NO_FILTERS, mine: true }, nobody),
    ).toBeUndefined();
    expect(
      toReadinessQuery({ ...NO_FILTERS, starred: true }, nobody),
    ).toBeUndefined();
    expect(toReadinessQuery(NO_FILTERS, nobody)).toEqual({});
  });
});

describe('loosening', () => {
  it('comes to no filter at all, one after the other', () => {
    fc.assert(
      fc.property(views, ({ filters }) => {
        const loose = activeFilters(filters).reduce(
          (rest, { name }) => withoutFilter(rest, name),
          filters,
        );
        expect(activeFilters(loose)).toEqual([]);
        expect(toReadinessQuery(loose, reader)).toEqual({});
      }),
    );
  });
});
