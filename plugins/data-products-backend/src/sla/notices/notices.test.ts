import { mockServices } from '@backstage/backend-test-utils';
import { ObjectiveSpec } from '@handoff/backstage-plugin-data-products-common';
import { Notice } from '@handoff/backstage-plugin-data-products-node';
import { Knex } from 'knex';
import { createTestStorage, DATABASES } from '../../__testUtils__/databases';
import { collected, product } from '../../__testUtils__/entities';
import { EvidenceStore } from '../../evidence';
import { OwnershipStore } from '../../ownership/OwnershipStore';
import { ObservationService } from '../ObservationService';
import { ObservationStore } from '../ObservationStore';
import { SlaEvaluator } from '../SlaEvaluator';
import { SlaStore } from '../SlaStore';
import { NoticeDispatcher } from './NoticeDispatcher';
import { NoticeStore } from './NoticeStore';

jest.setTimeout(120_000);

const storage = createTestStorage();
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const START = Date.parse('2026-11-21T12:00:00.000Z');

const CRM = 'dataproduct:default/crm';
const C360 = 'dataproduct:default/customer-360';
const KPIS = 'dataproduct:default/kpis';
const CRM_TEAM = 'group:default/crm-team';
const C360_TEAM = 'group:default/c360-team';
const KPI_TEAM = 'group:default/kpi-team';

const OBJECTIVES: ObjectiveSpec[] = [
  {
    name: 'complete',
    indicator: 'completeness',
    target: 0.98,
    goal: 0.95,
    window: 'P30D',
  },
  {
    name: 'valid',
    indicator: 'validity',
    target: 0.9,
    goal: 0.95,
    window: 'P30D',
    severity: 'critical',
  },
];

describe.each(DATABASES)('notices on %s', id => {
  let knex: Knex;
  let store: SlaStore;
  let service: ObservationService;
  let evaluator: SlaEvaluator;
  let notices: NoticeStore;
  let sent: Notice[];
  let failing: boolean;
  let dispatcher: NoticeDispatcher;

  const createDispatcher = () =>
    NoticeDispatcher.create({
      store: notices,
      notifiers: () => [
        {
          id: 'recorder',
          notify: async notice => {
            if (failing) {
              throw new Error('nobody answers');
            }
            sent.push(notice);
          },
          send: async () => {},
        },
      ],
      logger: mockServices.logger.mock(),
    });

  /** Reports at a time what is observed then, and judges it. */
  const observe = async (
    ms: number,
    entityRef: string,
    value: number,
    objective = 'complete',
  ) => {
    await service.ingest(
      [
        {
          entityRef,
          objective,
          value,
          observedAt: new Date(START + ms).toISOString(),
          source: 'dbt',
        },
      ],
      new Date(START + ms),
    );
    await evaluator.evaluateDue(new Date(START + ms));
  };
  /** Breaks a promise, and keeps it again as soon as a breach may end. */
  const flap = async (ms: number, entityRef: string) => {
    await observe(ms, entityRef, 0.5);
    await observe(ms + MINUTE_MS, entityRef, 1);
    await observe(ms + 2 * MINUTE_MS, entityRef, 1);
    await evaluator.evaluateDue(new Date(START + ms + 12 * MINUTE_MS));
  };
  const dispatch = (ms: number) => dispatcher.dispatch(new Date(START + ms));
  const notified = async (entityRef: string) => {
    const breaches = await store.listBreaches({
      entityRefs: [entityRef],
      limit: 9,
    });
    return breaches.map(breach => breach.notified);
  };

  beforeEach(async () => {
    knex = await storage.create(id);
    const evidence = EvidenceStore.create(knex);
    store = SlaStore.create(knex);
    const observations = ObservationStore.create(knex);
    service = ObservationService.create({
      knex,
      store: observations,
      ownership: OwnershipStore.create(knex),
      contracts: async () => new Map(),
      retentionMs: 90 * 24 * HOUR_MS,
      onAccepted: () => {},
    });
    evaluator = SlaEvaluator.create({ store, observations, evidence });
    notices = NoticeStore.create(knex);
    sent = [];
    failing = false;
    dispatcher = createDispatcher();
    await evidence.save(
      [
        product('crm', { owner: CRM_TEAM }),
        product(
          'customer-360',
          {
            owner: C360_TEAM,
            qualityMonitors: ['user:default/watcher'],
            inputs: [CRM],
            runbook: 'https://runbooks.example/c360',
          },
          {
            title: 'Customer 360',
            annotations: {
              'handoff/datasets': 'dbt://shop/c360.*, snowflake://acme/c360',
            },
          },
        ),
        product('kpis', { owner: KPI_TEAM, inputs: [C360] }),
      ].map(entity =>
        collected({
          ...entity,
          spec: { ...entity.spec, objectives: OBJECTIVES },
        }),
      ),
      new Date(START),
    );
  });

  it('says what was promised and observed, of which datasets, and what to do, to owner and monitors', async () => {
    await observe(0, C360, 0.5);
    expect(await dispatch(29 * SECOND_MS)).toBe(0);
    expect(await dispatch(30 * SECOND_MS)).toBe(1);
    expect(sent).toEqual([
      {
        id: expect.stringMatching(/^breaches-[0-9a-f]{32}$/),
        recipients: [C360_TEAM, 'user:default/watcher'],
        breaches: [
          {
            entityRef: C360,
            title: 'Customer 360',
            objective: 'complete',
            severity: expect.any(String),
            datasets: ['dbt://shop/c360.*', 'snowflake://acme/c360'],
            promise: expect.stringContaining('at least 98 %'),
            observed: expect.stringContaining('50 %'),
            since: new Date(START).toISOString(),
            runbook: 'https://runbooks.example/c360',
            affects: [],
          },
        ],
      },
    ]);
    const at = new Date(START + 30 * SECOND_MS).toISOString();
    expect(await notified(C360)).toEqual([
      [
        { ref: C360_TEAM, at },
        { ref: 'user:default/watcher', at },
      ],
    ]);
    // Once is enough.
    expect(await dispatch(HOUR_MS)).toBe(0);
    expect(await knex('outbox')).toEqual([]);
  });

  it('tells at once what begins within half a minute, the most severe first', async () => {
    await observe(0, CRM, 0.5);
    await observe(20 * SECOND_MS, CRM, 0.5, 'valid');
    await dispatch(30 * SECOND_MS);
    expect(
      sent.map(({ breaches }) => breaches.map(({ objective }) => objective)),
    ).toEqual([['valid', 'complete']]);
    expect(await dispatch(HOUR_MS)).toBe(0);
  });

  it('tells those downstream of the cause, once, and with nothing that is not theirs', async () => {
    // Noticed in the wrong order.
    await observe(0, KPIS, 0.5);
    await observe(5 * SECOND_MS, C360, 0.5);
    await observe(10 * SECOND_MS, CRM, 0.5);
    await observe(11 * SECOND_MS, C360, 0.5, 'valid');
    await dispatch(30 * SECOND_MS);
    const content = () =>
      Object.fromEntries(
        sent.map(({ recipients, breaches }) => [
          recipients[0],
          breaches.map(({ entityRef, objective, affects }) => [
            `${entityRef} ${objective}`,
            affects.map(affected => affected.entityRef),
          ]),
        ]),
      );
    expect(content()).toEqual({
      [CRM_TEAM]: [[`${CRM} complete`, []]],
      // Another indicator has another cause.
      [C360_TEAM]: [
        [`${C360} valid`, []],
        [`${CRM} complete`, [C360]],
      ],
      [KPI_TEAM]: [[`${CRM} complete`, [KPIS]]],
    });
    expect((await notified(KPIS))[0]).toEqual([
      { ref: KPI_TEAM, at: new Date(START + 30 * SECOND_MS).toISOString() },
    ]);

    // The same again downstream: they know of its cause.
    await observe(20 * MINUTE_MS, KPIS, 1);
    await observe(30 * MINUTE_MS, KPIS, 1);
    await observe(50 * MINUTE_MS, KPIS, 0.5);
    expect(await dispatch(HOUR_MS)).toBe(0);
    expect(await notified(KPIS)).toHaveLength(2);
    expect((await notified(KPIS))[0]).toHaveLength(1);
  });

  it('repeats itself once in four hours at most, and only of what is still so', async () => {
    await flap(0, CRM);
    // It was over before anybody was told.
    await dispatch(13 * MINUTE_MS);
    expect(sent).toHaveLength(0);

    await observe(HOUR_MS, CRM, 0.5);
    await dispatch(HOUR_MS + MINUTE_MS);
    expect(sent).toHaveLength(1);
    await observe(HOUR_MS + 2 * MINUTE_MS, CRM, 1);
    await observe(HOUR_MS + 3 * MINUTE_MS, CRM, 1);
    await evaluator.evaluateDue(new Date(START + HOUR_MS + 13 * MINUTE_MS));
    await observe(2 * HOUR_MS, CRM, 0.5);
    expect(await notified(CRM)).toHaveLength(3);
    await dispatch(2 * HOUR_MS + MINUTE_MS);
    await dispatch(5 * HOUR_MS);
    expect(sent).toHaveLength(1);
    await dispatch(5 * HOUR_MS + MINUTE_MS);
    expect(sent).toHaveLength(2);
  });

  it('waits while an objective flaps', async () => {
    await flap(0, CRM);
    await flap(20 * MINUTE_MS, CRM);
    await observe(40 * MINUTE_MS, CRM, 0.5);
    await dispatch(41 * MINUTE_MS);
    await dispatch(99 * MINUTE_MS);
    expect(sent).toHaveLength(0);
    // It stays broken: that is no flapping any more.
    await dispatch(100 * MINUTE_MS);
    expect(sent).toHaveLength(1);
  });

  it('tries again what failed, and tells those who were told before nothing twice', async () => {
    await observe(0, CRM, 0.5);
    failing = true;
    expect(await dispatch(MINUTE_MS)).toBe(0);
    expect(await notified(CRM)).toEqual([[]]);
    failing = false;
    expect(await dispatch(MINUTE_MS + 59 * SECOND_MS)).toBe(0);
    expect(await dispatch(2 * MINUTE_MS)).toBe(1);
    expect(await dispatch(2 * HOUR_MS)).toBe(0);
  });

  it('repeats after a crash what was being sent, under the same id', async () => {
    await observe(0, CRM, 0.5);
    // It was sent, and the process ended before it could write that down.
    jest.spyOn(notices, 'saveTold').mockImplementation(async told => {
      if (told.length) {
        throw new Error('killed');
      }
    });
    await expect(dispatch(MINUTE_MS)).rejects.toThrow('killed');
    jest.restoreAllMocks();
    expect(sent).toHaveLength(1);
    // Nobody takes what may still be at work.
    expect(await dispatch(2 * MINUTE_MS)).toBe(0);
    expect(await dispatch(7 * MINUTE_MS)).toBe(1);
    expect(sent[1]).toEqual(sent[0]);
    expect(await dispatch(HOUR_MS)).toBe(0);
  });

  it('keeps nothing for later where nobody can be told', async () => {
    await observe(0, CRM, 0.5);
    await NoticeDispatcher.create({
      store: notices,
      notifiers: () => [],
      logger: mockServices.logger.mock(),
    }).dispatch(new Date(START + MINUTE_MS));
    expect(await dispatch(2 * MINUTE_MS)).toBe(0);
  });
});
