import {
  CRITICALITIES,
  CRITICALITY_WEIGHTS,
  unpackStatuses,
} from '@handoff/backstage-plugin-data-products-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { fieldChecks } from '../__testUtils__/checks';
import { createTestStorage, DATABASES } from '../__testUtils__/databases';
import { collected, product } from '../__testUtils__/entities';
import { EvidenceStore, TeamTree } from '../evidence';
import { EvaluatedEntry, ReadinessIndex, TREND_DAYS } from './ReadinessIndex';
import { ReadinessEvaluator } from './ReadinessEvaluator';
import { ReadinessStore } from './ReadinessStore';
import { CHANGE_DAYS, TeamScores } from './TeamScores';
import { trendOf } from './trend';

jest.setTimeout(120_000);

const storage = createTestStorage();
const DAY_MS = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-03-01T09:00:00.000Z');
const OWNERS = TeamTree.create([
  {
    ref: 'group:default/owners',
    title: 'Owners',
    members: [],
    etag: '',
  },
]);

beforeEach(() => {
  // Days go by in a moment; everything else keeps its pace.
  jest.useFakeTimers({
    now: START,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
});
afterEach(() => jest.useRealTimers());

const weights = new Map(
  fieldChecks().checks.map(({ id, weight }) => [id, weight]),
);
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];

type Operation =
  | { do: 'save'; name: string; spec: object; title: string }
  | { do: 'remove'; name: string }
  | { do: 'evaluate' }
  | { do: 'read' }
  | { do: 'wait'; hours: number };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('save' as const),
      name: fc.constantFrom(...NAMES),
      title: fc.constantFrom('One', 'Two', 'Three'),
      spec: fc.record({
        purpose: fc.constantFrom(undefined, 'x'),
        limitations: fc.constantFrom(undefined, 'x'),
        runbook: fc.constantFrom(undefined, 'x'),
        criticality: fc.constantFrom(...CRITICALITIES),
        domain: fc.constantFrom('sales', 'domain:default/web', undefined),
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('remove' as const),
      name: fc.constantFrom(...NAMES),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('evaluate' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('read' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      hours: fc.integer({ min: 1, max: 24 * 45 }),
    }),
  },
);

async function entriesOf(index: ReadinessIndex): Promise<EvaluatedEntry[]> {
  const entries: EvaluatedEntry[] = [];
  await index.visit(entry => entries.push(entry));
  return entries.sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1));
}

/** What an index has to show, straight from the tables. */
async function bruteForce(knex: Knex) {
  const rows = await knex('readiness')
    .join('listing', 'listing.entity_id', 'readiness.entity_id')
    .join('evidence', 'evidence.entity_id', 'readiness.entity_id')
    .join('check_set', 'check_set.id', 'readiness.check_set_id')
    .select('readiness.*', 'evidence.entity_ref', 'check_set.check_ids', {
      listing: 'listing.document',
    })
    .orderBy('entity_ref');
  const transitions = await knex('readiness_transition').select().orderBy('id');
  const entities = rows.map(row => {
    const listing = JSON.parse(row.listing);
    const statuses = unpackStatuses(row.outcomes);
    const ids: string[] = JSON.parse(row.check_ids);
    const applicable = ids
      .filter((_, i) => statuses[i] !== 'not-applicable')
      .reduce((sum, checkId) => sum + weights.get(checkId)!, 0);
    return {
      entityRef: row.entity_ref,
      title: listing.title,
      domain: listing.domain,
      criticality: listing.criticality as keyof typeof CRITICALITY_WEIGHTS,
      weight:
        CRITICALITY_WEIGHTS[
          listing.criticality as keyof typeof CRITICALITY_WEIGHTS
        ],
      result: {
        score: row.score,
        level: row.level,
        unknown: statuses.filter(status => status === 'unknown').length,
        failing: ids
          .filter((_, i) => statuses[i] === 'fail')
          .map(checkId => ({
            checkId,
            gain: (100 * weights.get(checkId)!) / applicable,
          })),
      },
      scoreOn(day: number): number | undefined {
        return transitions
          .filter(
            ({ entity_id, at }) =>
              entity_id === row.entity_id &&
              Math.floor(Date.parse(at) / DAY_MS) <= day,
          )
          .pop()?.score;
      },
    };
  });
  const sumOn = (day: number) => {
    let weight = 0;
    let weightedScore = 0;
    for (const entity of entities) {
      const score = entity.scoreOn(day);
      if (score !== undefined) {
        weight += entity.weight;
        weightedScore += entity.weight * score;
      }
    }
    return { weight, weightedScore };
  };
  const today = Math.floor(Date.now() / DAY_MS);
  const days = Array.from(
    { length: TREND_DAYS },
    (_, i) => today - TREND_DAYS + 1 + i,
  );
  return {
    entries: entities.map(({ scoreOn, ...shown }) => shown),
    before: sumOn(today - CHANGE_DAYS),
    trend: days.flatMap(day => {
      const { weight, weightedScore } = sumOn(day);
      return weight
        ? {
            date: new Date(day * DAY_MS).toISOString().slice(0, 10),
            score: Math.round((10 * weightedScore) / weight) / 10,
          }
        : [];
    }),
  };
}

async function shownBy(index: ReadinessIndex) {
  const entries = await entriesOf(index);
  const now = new Date();
  const scores = TeamScores.create({ teams: OWNERS, now });
  entries.forEach(entry => scores.add(entry));
  return {
    entries: entries.map(
      ({ entityRef, title, domain, criticality, weight, result }) => ({
        entityRef,
        title,
        domain,
        criticality,
        weight,
        result,
      }),
    ),
    before: scores.scores.get('group:default/owners')?.before ?? {
      weight: 0,
      weightedScore: 0,
    },
    trend: trendOf(entries, now),
  };
}

describe.each(DATABASES)('the index on %s', id => {
  it('is what the tables say, after whatever happened, on every replica', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation, { minLength: 5, maxLength: 30 }),
        async operations => {
          jest.setSystemTime(START);
          const knex = await storage.create(id);
          const evidence = EvidenceStore.create(knex);
          const store = ReadinessStore.create(knex);
          const evaluator = await ReadinessEvaluator.create({
            store,
            checkSet: fieldChecks(),
          });
          const veteran = ReadinessIndex.create({ store, weights });

          for (const step of operations) {
            if (step.do === 'save') {
              const entity = product(step.name, step.spec, {
                title: step.title,
              });
              await evidence.save([collected(entity)], new Date());
            } else if (step.do === 'remove') {
              await evidence.remove(
                [`dataproduct:default/${step.name}`],
                new Date(),
              );
            } else if (step.do === 'evaluate') {
              await evaluator.evaluateDue();
            } else if (step.do === 'read') {
              await veteran.refresh();
            } else {
              jest.setSystemTime(Date.now() + step.hours * 60 * 60 * 1000);
            }
          }

          const newcomer = ReadinessIndex.create({
            store: ReadinessStore.create(knex),
            weights,
          });
          const expected = await bruteForce(knex);
          expect(await shownBy(newcomer)).toEqual(expected);
          expect(await shownBy(veteran)).toEqual(expected);
        },
      ),
      { numRuns: id === 'SQLITE_3' ? 40 : 8 },
    );
  });

  it('does not lose its way when the database fails while it reads', async () => {
    const knex = await storage.create(id);
    const evidence = EvidenceStore.create(knex);
    const store = ReadinessStore.create(knex);
    const evaluator = await ReadinessEvaluator.create({
      store,
      checkSet: fieldChecks(),
    });
    const index = ReadinessIndex.create({ store, weights });
    const save = async (spec: object) => {
      await evidence.save([collected(product('a', spec))], new Date());
      await evaluator.evaluateDue();
      jest.setSystemTime(Date.now() + 3 * DAY_MS);
    };
    await save({});
    await index.refresh();
    await save({ purpose: 'x' });
    await save({});

    const failing = jest
      .spyOn(store, 'listRemovals')
      .mockRejectedValueOnce(new Error('connection lost'));
    await expect(index.refresh()).rejects.toThrow('connection lost');
    failing.mockRestore();

    expect(await shownBy(index)).toEqual(await bruteForce(knex));
  });

  it('does not show what was removed while it was first read', async () => {
    const knex = await storage.create(id);
    const evidence = EvidenceStore.create(knex);
    const store = ReadinessStore.create(knex);
    const evaluator = await ReadinessEvaluator.create({
      store,
      checkSet: fieldChecks(),
    });
    const save = async (name: string) => {
      await evidence.save([collected(product(name))], new Date());
      await evaluator.evaluateDue();
    };
    await save('a');
    await save('b');
    const listChanges = store.listChanges.bind(store);
    jest
      .spyOn(store, 'listChanges')
      .mockImplementationOnce(async function* listMeanwhile(after) {
        yield* listChanges(after, 1);
        const read = await store.getRevision();
        await evidence.remove(['dataproduct:default/a'], new Date());
        await save('c');
        yield* listChanges(read, 1);
      });
    const index = ReadinessIndex.create({ store, weights });
    const entries = await entriesOf(index);
    expect(entries.map(({ entityRef }) => entityRef)).toEqual([
      'dataproduct:default/b',
      'dataproduct:default/c',
    ]);
  });
});
