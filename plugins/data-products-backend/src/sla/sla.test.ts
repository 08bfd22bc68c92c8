import { setTimeout } from 'node:timers/promises';
import {
  evaluateObjective,
  IngestResponse,
  Objective,
  ObjectiveSpec,
  ObjectiveStatus,
  readContract,
  readOpenLineageEvent,
  rollUpBucket,
  Rollup,
  sumWindows,
} from '@handoff/backstage-plugin-data-products-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import {
  createTestStorage,
  DATABASES,
  statementsOf,
  writesOf,
} from '../__testUtils__/databases';
import { collected, product } from '../__testUtils__/entities';
import { EvidenceStore } from '../evidence';
import { OwnershipStore } from '../ownership/OwnershipStore';
import { makeDue } from './dueObjectives';
import { ObservationDay } from './ObservationDay';
import { ObservationService } from './ObservationService';
import { ObservationStore } from './ObservationStore';
import { firstDayKept } from './PromiseStore';
import { readStatus } from './readStatus';
import { SlaEvaluator } from './SlaEvaluator';
import { SlaStore } from './SlaStore';

jest.setTimeout(120_000);

const storage = createTestStorage();
const REF = 'dataproduct:default/customer-360';
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const NOW = new Date('2026-11-21T12:00:00.000Z');

const PROMISES: ObjectiveSpec[] = [
  {
    name: 'fresh',
    indicator: 'freshness',
    target: 'PT6H',
    goal: 0.99,
    window: 'P30D',
  },
  {
    name: 'complete',
    indicator: 'completeness',
    element: 'customers.email',
    target: 0.98,
    goal: 0.95,
    window: 'P30D',
  },
];

/** One that keeps the promise, and one that breaks it. */
const VALUES = { fresh: [600, 50_000], complete: [0.99, 0.5] };

const ago = (ms: number) => new Date(NOW.getTime() - ms).toISOString();

function fresh(hoursAgo: number, age: number | string, more?: object) {
  return {
    entityRef: REF,
    objective: 'fresh',
    value: age,
    unit: typeof age === 'number' ? 'h' : undefined,
    observedAt: ago(hoursAgo * HOUR_MS),
    source: 'airflow',
    ...more,
  };
}

describe.each(DATABASES)('observations on %s', id => {
  let knex: Knex;
  let evidence: EvidenceStore;
  let store: SlaStore;
  let observations: ObservationStore;
  let service: ObservationService;
  let evaluator: SlaEvaluator;
  const onAccepted = jest.fn();

  const promise = (objectives: ObjectiveSpec[], more?: object) =>
    evidence.save(
      [
        collected(
          product(
            'customer-360',
            { lifecycle: 'production', objectives, ...more },
            { annotations: { 'handoff/datasets': 'snowflake://acme/c360.*' } },
          ),
        ),
      ],
      NOW,
    );

  beforeEach(async () => {
    knex = await storage.create(id);
    evidence = EvidenceStore.create(knex);
    store = SlaStore.create(knex);
    observations = ObservationStore.create(knex);
    service = ObservationService.create({
      knex,
      store: observations,
      ownership: OwnershipStore.create(knex),
      contracts: async () => new Map(),
      retentionMs: 90 * DAY_MS,
      onAccepted,
    });
    evaluator = SlaEvaluator.create({ store, observations, evidence });
    onAccepted.mockClear();
    await promise(PROMISES);
  });

  const statusOf = async (
    name: string,
    now = NOW,
  ): Promise<ObjectiveStatus> => {
    const stored = await store.listStored(knex, [REF]);
    return readStatus(
      store,
      knex,
      stored.find(({ objective }) => objective.name === name)!,
      now.getTime(),
    );
  };
  /** Today's observations of the one that is fresh. */
  const series = async () => {
    const { objective_id: objectiveId } = await knex('objective')
      .where({ name: 'fresh' })
      .first();
    const today = Math.floor(NOW.getTime() / DAY_MS);
    const stored = await store.getObservations(knex, objectiveId, today);
    return new ObservationDay('fresh', today, stored).observations;
  };
  const allDue = async () => {
    const ids = await knex('objective').pluck('objective_id');
    await knex.transaction(tx => makeDue(tx, ids, NOW.getTime()));
  };
  const factsOf = async () =>
    JSON.parse(
      (await knex('evidence').where({ entity_ref: REF }).first()).facts ?? '{}',
    );

  it('takes or refuses each by itself, and nothing twice', async () => {
    const items = [
      fresh(3, 1),
      fresh(2, 1, { value: 'soon' }),
      'half a li',
      fresh(2, 1, { observedAt: ago(-HOUR_MS) }),
      fresh(2, 1, { objective: 'frehs' }),
      fresh(2, 1, { unit: 'rows' }),
      fresh(2, 1, { entityRef: 'dataproduct:default/none' }),
      {
        ...fresh(2, 1),
        entityRef: undefined,
        dataset: 'snowflake://acme/c360.customers',
      },
      {
        ...fresh(1, 1),
        entityRef: undefined,
        dataset: 'snowflake://acme/other',
      },
    ];
    const answer = await service.ingest(items, NOW);
    expect(answer).toMatchObject({ accepted: 2, refused: 6, unmapped: 1 });
    expect(answer.items.map(({ status, field }) => [status, field])).toEqual([
      ['accepted', undefined],
      ['refused', 'value'],
      ['refused', undefined],
      ['refused', 'observedAt'],
      ['refused', 'objective'],
      ['refused', 'unit'],
      ['refused', 'entityRef'],
      ['accepted', undefined],
      ['unmapped', undefined],
    ]);
    expect(answer.items[4].reason).toContain('fresh');
    expect(onAccepted).toHaveBeenCalledTimes(1);

    // The same again after a timeout: nothing is written, nothing counts twice.
    await evaluator.evaluateDue(NOW);
    const statements = await statementsOf(knex, async () => {
      const again = await service.ingest([items[0], items[7]], NOW);
      expect(again.items.map(({ status }) => status)).toEqual([
        'duplicate',
        'duplicate',
      ]);
    });
    expect(writesOf(statements)).toEqual([]);

    // Once more, with its correction behind it.
    const corrected = await service.ingest(
      [items[7], items[0], fresh(3, 2)],
      NOW,
    );
    expect(corrected.items.map(({ status }) => status)).toEqual([
      'duplicate',
      'accepted',
      'accepted',
    ]);
    await evaluator.evaluateDue(NOW);
    expect(await series()).toMatchObject([
      { at: Date.parse(ago(3 * HOUR_MS)), value: 7200 },
      { at: Date.parse(ago(2 * HOUR_MS)), value: 3600 },
    ]);
  });

  it('takes a stream: the last says what is, and what is promised is read once', async () => {
    const lines = [fresh(3, 1), fresh(2, 1), fresh(3, 2), fresh(3, 3)];
    const batches = lines.map((line, index) => new Map([[index, line]]));
    let statements: string[] = [];
    const streamed = async () => {
      let answer: IngestResponse | undefined;
      statements = await statementsOf(knex, async () => {
        answer = await service.ingestBatches(batches, () => NOW);
      });
      return answer?.items.map(({ status }) => status);
    };
    expect(await streamed()).toEqual(Array(4).fill('accepted'));
    expect(
      statements.filter(sql => /from [`"]objective[`"]/.test(sql)),
    ).toHaveLength(1);
    await evaluator.evaluateDue(NOW);
    expect((await series()).map(({ value }) => value)).toEqual([10800, 3600]);
    // All of it again, after a timeout.
    expect(await streamed()).toEqual([
      'accepted',
      'duplicate',
      'accepted',
      'accepted',
    ]);
    await evaluator.evaluateDue(NOW);
    expect((await series()).map(({ value }) => value)).toEqual([10800, 3600]);
  });

  it('files what is there, and what streams in meanwhile later', async () => {
    const early = Array.from({ length: 2_500 }, (_, i) =>
      fresh(500 - i / 10, 1),
    );
    const late = Array.from({ length: 100 }, (_, i) => fresh(1 - i / 100, 1));
    await service.ingest(early, NOW);
    let streaming: Promise<unknown> | undefined;
    const { signal } = new AbortController();
    jest.spyOn(signal, 'throwIfAborted').mockImplementation(() => {
      streaming ??= service.ingest(late, NOW);
    });
    expect(await observations.fileArrivals(NOW, signal)).toBe(early.length);
    await streaming;
    expect(await observations.fileArrivals(NOW)).toBe(late.length);
  });

  it('judges what comes, hands it on to readiness, and remembers a breach with who and why', async () => {
    await evidence.save(
      [
        collected(
          product('crm', { lifecycle: 'production', objectives: PROMISES }),
        ),
      ],
      NOW,
    );
    await promise(PROMISES, { inputs: ['dataproduct:crm'] });
    await service.ingest(
      [
        ...Array.from({ length: 30 }, (_, i) => fresh(40 - i, 1)),
        fresh(2, 1, { entityRef: 'dataproduct:default/crm', value: 30 }),
      ],
      NOW,
    );
    // Data gets older by the clock alone: eleven hours since the last load.
    await evaluator.evaluateDue(new Date(NOW.getTime() - 6 * HOUR_MS));
    await evaluator.evaluateDue(NOW);
    const status = await statusOf('fresh');
    expect(status).toMatchObject({
      state: 'broken',
      inTarget: false,
      value: 12 * 3600,
      since: ago(6 * HOUR_MS),
    });
    expect(await statusOf('complete')).toMatchObject({
      state: 'unknown',
      unknownCause: 'never-observed',
    });
    expect(await factsOf()).toEqual({
      observations: {
        fresh: {
          state: 'broken',
          observedAt: ago(6 * HOUR_MS),
          brokenSince: ago(6 * HOUR_MS),
        },
      },
    });
    const due = await knex('readiness').whereNotNull('due_at').count();
    expect(Number(Object.values(due[0])[0])).toBeGreaterThan(0);

    const breaches = await store.listBreaches({ entityRefs: [REF], limit: 9 });
    expect(breaches).toMatchObject([
      {
        since: ago(6 * HOUR_MS),
        until: undefined,
        promise: expect.stringContaining('fresh within 6 h'),
        responsible: expect.arrayContaining([expect.stringMatching(/^group:/)]),
        upstream: [
          { entityRef: 'dataproduct:default/crm', objective: 'fresh' },
        ],
      },
    ]);

    // A load, and another one: kept again, and after a while the breach is over.
    const later = (minutes: number) =>
      new Date(NOW.getTime() + minutes * 60_000);
    await service.ingest([fresh(-1 / 60, 0.5), fresh(-2 / 60, 0.5)], later(2));
    await evaluator.evaluateDue(later(2));
    expect(
      await store.listBreaches({ entityRefs: [REF], state: 'open', limit: 9 }),
    ).toHaveLength(1);
    await evaluator.evaluateDue(later(15));
    expect(
      await store.listBreaches({ entityRefs: [REF], state: 'open', limit: 9 }),
    ).toEqual([]);
    expect(
      (await store.listBreaches({ entityRefs: [REF], limit: 9 }))[0],
    ).toMatchObject({ until: later(1).toISOString() });
  });

  it('is woken by the clock where time alone changes something, and rests else', async () => {
    await service.ingest([fresh(0, 1)], NOW);
    await evaluator.evaluateDue(NOW);
    expect(await evaluator.evaluateDue(NOW)).toEqual({
      evaluated: 0,
      changed: 0,
    });
    const { validUntil } = await statusOf('fresh');
    const [dueAt] = await knex('objective_due')
      .join('objective', 'objective.objective_id', 'objective_due.objective_id')
      .where({ name: 'fresh' })
      .pluck('due_at');
    expect(Number(dueAt)).toBe(Date.parse(validUntil!));
    const much = new Date(NOW.getTime() + 10 * HOUR_MS);
    // Until it is judged again, and its breach opened, it stands as it stood.
    expect(await statusOf('fresh', much)).toMatchObject({
      state: 'kept',
      valueAt: new Date(Date.parse(validUntil!) - 1).toISOString(),
    });
    await evaluator.evaluateDue(much);
    expect((await statusOf('fresh', much)).state).toBe('broken');

    await evaluator.evaluateDue(new Date(much.getTime() + 60_000));
    expect(await knex('objective_due')).toEqual([]);

    // Nothing is judged again, and yet it grows older, and uses up the budget.
    const status = await statusOf(
      'fresh',
      new Date(much.getTime() + 20 * DAY_MS),
    );
    expect(status).toMatchObject({
      state: 'broken',
      since: new Date(NOW.getTime() + 5 * HOUR_MS).toISOString(),
      value: (11 + 20 * 24) * 3600,
      reason: expect.stringContaining('20 d 11 h old'),
    });
    expect(status.budget!.used).toBe((5 + 20 * 24) * HOUR_MS);
  });

  it('keeps for seven days what nobody claims, and attaches it when somebody does', async () => {
    const item = {
      ...fresh(1, 1),
      entityRef: undefined,
      dataset: 'snowflake://acme/new.table',
    };
    await service.ingest([item, item], NOW);
    expect(await service.listUnmapped({ limit: 5 })).toEqual([
      {
        dataset: item.dataset,
        count: 1,
        sources: ['airflow'],
        firstAt: NOW.toISOString(),
        lastAt: NOW.toISOString(),
        expiresAt: ago(-7 * DAY_MS),
      },
    ]);
    expect(await service.attachUnmapped(NOW)).toBe(0);
    await evidence.save(
      [
        collected(
          product(
            'new',
            { objectives: PROMISES },
            {
              annotations: { 'handoff/datasets': item.dataset },
            },
          ),
        ),
      ],
      NOW,
    );
    expect(await service.attachUnmapped(NOW)).toBe(1);
    expect(await service.listUnmapped({ limit: 5 })).toEqual([]);
    await evaluator.evaluateDue(NOW);
    const [{ standing }] = await store.listStored(knex, [
      'dataproduct:default/new',
    ]);
    expect(standing?.state).toBe('kept');

    await service.ingest([{ ...item, dataset: 'gone' }], NOW);
    await service.attachUnmapped(new Date(NOW.getTime() + 8 * DAY_MS));
    expect(await service.listUnmapped({ limit: 5 })).toEqual([]);
  });

  it('compares the columns that a run found with the contract of whoever claims the table', async () => {
    await promise([
      {
        name: 'as-agreed',
        indicator: 'schema-conformance',
        target: 1,
        window: 'P30D',
      },
    ]);
    const { contract } = readContract({
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: 'c360',
      version: '1.0.0',
      status: 'active',
      schema: [
        {
          name: 'customers',
          physicalName: 'CUSTOMERS',
          properties: [
            { name: 'id', logicalType: 'integer' },
            { name: 'email', logicalType: 'string' },
          ],
        },
      ],
    });
    service = ObservationService.create({
      knex,
      store: observations,
      ownership: OwnershipStore.create(knex),
      contracts: async () => new Map([[REF, contract!]]),
      retentionMs: 90 * DAY_MS,
      onAccepted,
    });
    const answer = await service.ingestReadings(
      [
        readOpenLineageEvent({
          eventType: 'COMPLETE',
          eventTime: ago(HOUR_MS),
          run: { runId: '0190f1a0-0000-7000-8000-000000000001' },
          job: { namespace: 'airflow', name: 'load' },
          outputs: [
            {
              namespace: 'snowflake://acme',
              name: 'c360.customers',
              facets: {
                schema: {
                  fields: [
                    { name: 'ID', type: 'NUMBER(38,0)' },
                    { name: 'MAIL', type: 'VARCHAR' },
                  ],
                },
              },
            },
          ],
        }),
      ],
      NOW,
    );
    expect(answer).toMatchObject({ accepted: 1, refused: 0, unmapped: 0 });
    await evaluator.evaluateDue(NOW);
    expect(await statusOf('as-agreed')).toMatchObject({
      state: 'broken',
      value: 0.5,
      reason: expect.stringContaining('50 %'),
    });
  });

  it('judges anew what a changed promise changes, and remembers what was no longer promised', async () => {
    await service.ingest(
      Array.from({ length: 48 }, (_, i) => fresh(48 - i, 3.5)),
      NOW,
    );
    await evaluator.evaluateDue(NOW);
    expect((await statusOf('fresh')).state).toBe('kept');

    await promise([{ ...PROMISES[0], target: 'PT2H' }]);
    await evaluator.evaluateDue(NOW);
    expect(await statusOf('fresh')).toMatchObject({
      state: 'broken',
      shareKept: 0,
    });
    expect(await store.listStored(knex, [REF])).toHaveLength(1);
    expect(Object.keys((await factsOf()).observations)).toEqual(['fresh']);
    await promise([PROMISES[1]]);
    await evaluator.evaluateDue(NOW);
    expect(await factsOf()).toEqual({});
    await promise([]);
    expect(await factsOf()).toEqual({});
    await promise([{ ...PROMISES[0], target: 'PT2H' }]);
    await evaluator.evaluateDue(NOW);
    expect((await factsOf()).observations.fresh.state).toBe('broken');
    await promise([]);
    expect(await factsOf()).toEqual({});

    await evidence.remove([REF], NOW);
    expect(await store.listStored(knex, [REF])).toEqual([]);
    await promise(PROMISES);
    await evaluator.evaluateDue(NOW);
    expect(await statusOf('fresh')).toMatchObject({
      state: 'kept',
      shareKept: 1,
    });
  });

  it('throws away what is too old, and keeps its sums', async () => {
    await service.ingest(
      [fresh(80 * 24, 1), fresh(79 * 24, 9), fresh(1, 1)],
      NOW,
    );
    // Not before it was summed up.
    const inThirtyDays = NOW.getTime() + 30 * DAY_MS;
    const firstDay = firstDayKept(inThirtyDays, 90 * DAY_MS);
    expect(await observations.purge(firstDay, 10)).toBe(0);
    await evaluator.evaluateDue(NOW);
    const days = await knex('observation_day').select('bucket').orderBy('day');
    expect(await observations.purge(firstDay, 10)).toBe(2);
    expect(
      await knex('observation_day').whereNull('observations'),
    ).toHaveLength(2);
    expect(
      await knex('observation_day').select('bucket').orderBy('day'),
    ).toEqual(days);
    // Later observations build on them.
    await service.ingest([fresh(0.5, 1)], NOW);
    await evaluator.evaluateDue(NOW);
    expect(await statusOf('fresh')).toMatchObject({
      inTarget: true,
      streak: 2,
    });
  });

  it('keeps a sample of days with many observations', async () => {
    const complete = (minutesAgo: number, value: number) => ({
      entityRef: REF,
      objective: 'complete',
      value,
      observedAt: ago(minutesAgo * 60_000),
      source: 'dbt',
      id: `complete ${minutesAgo}`,
    });
    const midnight = 12 * 60;
    const dense = Array.from({ length: 720 }, (_, i) =>
      complete(midnight + 2 * (720 - i), 0.99 + (i % 10) / 1000),
    );
    await service.ingest([...dense, complete(5, 0.98)], NOW);
    await evaluator.evaluateDue(NOW);
    const stored = await store.listStored(knex, [REF]);
    const { objectiveId } = stored.find(
      ({ objective }) => objective.name === 'complete',
    )!;
    const today = Math.floor(NOW.getTime() / DAY_MS);
    const sampled = () =>
      store.listSampledDays(knex, objectiveId, { from: today - 1, to: today });
    const kept = async (day: number) =>
      new ObservationDay(
        'complete',
        day,
        await store.getObservations(knex, objectiveId, day),
      );
    const [before, last] = await sampled();
    expect(before).toEqual({
      day: today - 1,
      observations: undefined,
      sample: (await kept(today - 1)).sampleValues(),
    });
    expect(before.sample).toHaveLength(144);
    expect(last).toEqual({
      day: today,
      observations: expect.stringContaining('dbt'),
      sample: undefined,
    });
    expect(
      (await kept(today - 1))
        .newest(2, NOW.getTime() - DAY_MS, NOW.getTime() - DAY_MS / 2 - 240_000)
        .map(({ at }) => at),
    ).toEqual(
      [4, 6].map(minutes => Date.parse(ago((midnight + minutes) * 60_000))),
    );
    expect((await kept(today)).newest(0, 0, Infinity)).toEqual([]);

    // What is corrected is in the sample, too.
    await service.ingest([complete(midnight + 1440, 0.5)], NOW);
    await evaluator.evaluateDue(NOW);
    expect((await sampled())[0].sample![0]).toEqual({
      at: (today - 1) * DAY_MS,
      value: 0.5,
    });
  });

  it('ends where a calculation from nothing ends, in whatever order and batches', async () => {
    const objectives = (await store.listStored(knex, [REF])).map(
      ({ objective }) => objective,
    );
    const item = fc.record({
      objective: fc.constantFrom(...objectives),
      minutesAgo: fc.integer({ min: 0, max: 40 * 24 * 60 }),
      good: fc.boolean(),
      id: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(item, { minLength: 1, maxLength: 25 }),
        fc.array(fc.nat({ max: 24 }), { maxLength: 4 }),
        fc.boolean(),
        async (all, cuts, isPrompt) => {
          await knex('observation_day').delete();
          await knex('breach').delete();
          await knex('objective').update({
            carry: null,
            windows: null,
            status: null,
            stale_from: null,
          });
          await allDue();
          const inputs = all.map(
            ({ objective, minutesAgo, good, id: given }) => {
              const observedAt = ago(minutesAgo * 60_000);
              const isFresh = objective.name === 'fresh';
              return {
                entityRef: REF,
                objective: objective.name,
                value: VALUES[isFresh ? 'fresh' : 'complete'][good ? 0 : 1],
                unit: isFresh ? 's' : undefined,
                observedAt,
                source: 'test',
                // One id is of one time: sent again with another value, it corrects.
                id: given && `${given} ${observedAt}`,
              };
            },
          );
          let start = 0;
          for (const end of [...cuts.sort((a, b) => a - b), inputs.length]) {
            await service.ingest(inputs.slice(start, end), NOW);
            if (isPrompt || end === inputs.length) {
              await evaluator.evaluateDue(NOW);
            }
            start = Math.max(start, end);
          }
          for (const objective of objectives) {
            expect(
              JSON.parse(JSON.stringify(await statusOf(objective.name))),
            ).toEqual(
              JSON.parse(JSON.stringify(fromNothing(objective, inputs))),
            );
          }
        },
      ),
      { numRuns: id === 'POSTGRES_18' ? 25 : 60 },
    );
  });

  const breachesOf = async () =>
    (await store.listBreaches({ entityRefs: [REF], limit: 100 })).map(
      ({ objective, since, until, worstValue, worstAt, notified }) => ({
        objective: objective.name,
        since,
        until,
        worstValue,
        worstAt,
        notified,
      }),
    );

  it('remembers the breaches of a past that is reported late, and tells nobody of them', async () => {
    // A month in one go: three hours of bad values, a day without a load.
    const hours = Array.from({ length: 30 * 24 }, (_, i) => 30 * 24 - i);
    await service.ingest(
      hours.flatMap(hour => [
        ...(hour > 400 && hour < 424 ? [] : [fresh(hour, 1)]),
        {
          ...fresh(hour, '0.99'),
          objective: 'complete',
          unit: undefined,
          value: [600, 599, 598].includes(hour) ? 0.4 + hour / 10_000 : 0.99,
        },
      ]),
      NOW,
    );
    await evaluator.evaluateDue(NOW);
    expect(await breachesOf()).toEqual([
      {
        objective: 'fresh',
        since: ago(419 * HOUR_MS),
        until: ago(400 * HOUR_MS),
        worstValue: 25 * 3600,
        worstAt: ago(400 * HOUR_MS),
        notified: [],
      },
      {
        objective: 'complete',
        since: ago(600 * HOUR_MS),
        until: ago(597 * HOUR_MS),
        worstValue: 0.4598,
        worstAt: ago(598 * HOUR_MS),
        notified: [],
      },
    ]);
    const [first] = await store.listBreaches({ entityRefs: [REF], limit: 1 });
    expect(first.responsible).toEqual(
      expect.arrayContaining([expect.stringMatching(/^group:/)]),
    );
    expect(await knex('outbox')).toEqual([]);

    // Loads were there, only not reported: the breach is a shorter one, and
    // with the rest of them it never was.
    await service.ingest([fresh(420, 1), fresh(419, 1)], NOW);
    await evaluator.evaluateDue(NOW);
    expect((await breachesOf())[0]).toMatchObject({
      since: ago(414 * HOUR_MS),
      until: ago(400 * HOUR_MS),
      worstValue: 20 * 3600,
    });
    expect(
      (await store.listBreaches({ entityRefs: [REF], limit: 1 }))[0].breachId,
    ).toBe(first.breachId);
    await service.ingest(
      [415, 411, 407, 403].map(hour => fresh(hour, 1)),
      NOW,
    );
    await evaluator.evaluateDue(NOW);
    expect(await breachesOf()).toHaveLength(1);

    // One of which somebody was told stays, as one that ended when it began.
    const [{ breachId }] = await store.listBreaches({
      entityRefs: [REF],
      limit: 1,
    });
    await knex('notice').insert({
      breach_id: breachId,
      ref: 'group:default/data',
      at: NOW.getTime(),
    });
    await service.ingest(
      [600, 599, 598].map(hour => ({
        ...fresh(hour, '0.99'),
        objective: 'complete',
        unit: undefined,
        value: 1,
      })),
      NOW,
    );
    await evaluator.evaluateDue(NOW);
    expect(await breachesOf()).toMatchObject([
      {
        since: ago(600 * HOUR_MS),
        until: ago(600 * HOUR_MS),
        notified: [{ ref: 'group:default/data' }],
      },
    ]);
  });

  it('leaves the breaches of a promise as it was to the past when it changes', async () => {
    await service.ingest(
      [30, 20, 19, 18, 1, 0.5].map(hour => fresh(hour, 1)),
      NOW,
    );
    await evaluator.evaluateDue(NOW);
    const before = await breachesOf();
    expect(before).toHaveLength(2);
    await promise([{ ...PROMISES[0], target: 'P2D' }, PROMISES[1]]);
    await evaluator.evaluateDue(NOW);
    expect(await breachesOf()).toEqual(before);
  });

  it('knows the same breaches in whatever order and batches observations come', async () => {
    const item = fc.record({
      name: fc.constantFrom('fresh', 'complete'),
      minutesAgo: fc.integer({ min: 0, max: 6 * 24 * 60 }),
      good: fc.boolean(),
    });
    const cuts = fc.array(fc.nat({ max: 30 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc
          .uniqueArray(item, {
            minLength: 1,
            maxLength: 30,
            selector: ({ name, minutesAgo }) => `${name} ${minutesAgo}`,
          })
          .chain(all =>
            fc.record({
              all: fc.constant(all),
              order: fc.shuffledSubarray(all, { minLength: all.length }),
              cuts,
              wrongAtFirst: fc.subarray(all),
            }),
          ),
        async ({ all, order, cuts: at, wrongAtFirst }) => {
          const input = ({ name, minutesAgo, good }: (typeof all)[number]) => ({
            entityRef: REF,
            objective: name,
            value: VALUES[name as 'fresh' | 'complete'][good ? 0 : 1],
            unit: name === 'fresh' ? 's' : undefined,
            observedAt: ago(minutesAgo * 60_000),
            source: 'test',
          });
          const found = async (
            batches: readonly ReturnType<typeof input>[][],
          ) => {
            await knex('observation_day').delete();
            await knex('breach').delete();
            await knex('objective').update({
              carry: null,
              windows: null,
              status: null,
              stale_from: null,
              breaches_from: null,
            });
            await allDue();
            for (const batch of batches) {
              await service.ingest(batch, NOW);
              await evaluator.evaluateDue(NOW);
            }
            return (await breachesOf()).sort((a, b) =>
              `${a.since} ${a.objective}` < `${b.since} ${b.objective}`
                ? -1
                : 1,
            );
          };
          const batches = [
            wrongAtFirst.map(one => input({ ...one, good: !one.good })),
          ];
          let start = 0;
          for (const end of [...at.sort((a, b) => a - b), order.length]) {
            batches.push(order.slice(start, end).map(input));
            start = Math.max(start, end);
          }
          const inOrder = [...all].sort((a, b) => b.minutesAgo - a.minutesAgo);
          expect(await found(batches)).toEqual(
            await found(inOrder.map(one => [input(one)])),
          );
        },
      ),
      { numRuns: id === 'POSTGRES_18' ? 10 : 40 },
    );
  });

  it('loses and doubles nothing when several write at once', async () => {
    const items = Array.from({ length: 300 }, (_, i) => fresh(300 - i, 1));
    await Promise.all([
      service.ingest(items.slice(0, 200), NOW),
      service.ingest(items.slice(100), NOW),
      service.ingest([...items].reverse(), NOW),
      (async () => {
        for (let i = 0; i < 10; i++) {
          await evaluator.evaluateDue(NOW);
          await promise([...PROMISES, { ...PROMISES[1], name: `c${i}` }]);
          await setTimeout(2);
        }
      })(),
    ]);
    await evaluator.evaluateDue(NOW);
    const rows = await knex('observation_day')
      .join(
        'objective',
        'objective.objective_id',
        'observation_day.objective_id',
      )
      .where('objective.name', 'fresh')
      .pluck('bucket');
    const counted = rows
      .map(row => JSON.parse(row))
      .reduce((sum, [good, bad]) => sum + good + bad, 0);
    expect(counted).toBe(300);
  });
});

/** Hour by hour over all observations, without any store. */
function fromNothing(
  objective: Objective,
  inputs: {
    objective: string;
    value: number;
    observedAt: string;
    source: string;
    id?: string;
  }[],
): ObjectiveStatus {
  const byId = new Map(
    inputs
      .filter(({ objective: name }) => name === objective.name)
      .map(({ observedAt, source, value, id }) => {
        const key = id ?? JSON.stringify([objective.name, source, observedAt]);
        return [key, { id: key, at: Date.parse(observedAt), value, source }];
      }),
  );
  const rollups: Rollup[] = [];
  const hours = new Set(
    [...byId.values()].map(({ at }) => Math.floor(at / HOUR_MS) * HOUR_MS),
  );
  for (const hour of [...hours].sort((a, b) => a - b)) {
    rollups.push(
      rollUpBucket(
        objective,
        hour,
        [...byId.values()].filter(
          ({ at }) => at >= hour && at < hour + HOUR_MS,
        ),
        rollups.at(-1)?.carryOut,
      ),
    );
  }
  const carry = rollups.at(-1)?.carryOut;
  return evaluateObjective(
    objective,
    carry &&
      sumWindows(objective, { carryIn: undefined, rollups }, NOW.getTime()),
    carry,
    NOW.getTime(),
  );
}
