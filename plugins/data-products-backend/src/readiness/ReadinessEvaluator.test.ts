import { setTimeout } from 'node:timers/promises';
import {
  createCheckSet,
  CheckSet,
  DATA_PRODUCT_CHECKS,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { check, fieldCheck, fieldChecks } from '../__testUtils__/checks';
import {
  createTestStorage,
  DATABASES,
  statementsOf,
  writesOf,
} from '../__testUtils__/databases';
import { collected, product } from '../__testUtils__/entities';
import { nextRevision } from '../database';
import { EvidenceStore } from '../evidence';
import { ReadinessEvaluator } from './ReadinessEvaluator';
import { ClaimedRow, JudgedRow, ReadinessStore } from './ReadinessStore';

jest.setTimeout(60_000);

const storage = createTestStorage();
const HOUR_MS = 60 * 60 * 1000;

const ofSize = (limit: number) => ({
  limit,
  evidence: 'whole' as const,
  now: new Date(),
});

const refOf = (name: string) => `dataproduct:default/${name}`;

describe.each(DATABASES)('evaluation on %s', id => {
  let knex: Knex;
  let evidence: EvidenceStore;
  let store: ReadinessStore;

  beforeEach(async () => {
    knex = await storage.create(id);
    evidence = EvidenceStore.create(knex);
    store = ReadinessStore.create(knex);
  });

  const evaluatorOf = (checkSet: CheckSet = fieldChecks()) =>
    ReadinessEvaluator.create({ store, checkSet });
  const save = (...entities: Parameters<typeof collected>[0][]) =>
    evidence.save(
      entities.map(entity => collected(entity)),
      new Date(),
    );
  const saveMany = (count: number) =>
    save(...Array.from({ length: count }, (_, i) => product(`p-${i}`)));
  const countDue = async () =>
    Number(
      (
        await knex('readiness')
          .where('due_at', '<=', new Date().toISOString())
          .count({ count: '*' })
          .first()
      )?.count,
    );
  const transitionsOf = async (name: string) => {
    const { entityId } = (await store.get(refOf(name)))!;
    return store.getTransitions(entityId, { limit: 100 });
  };
  const wouldJudge = (rows: ClaimedRow[]): JudgedRow[] =>
    rows.map(row => ({
      row,
      result: { score: 1, level: 'at-risk', outcomes: '', checkSetId: 1 },
      changed: true,
    }));

  it('judges what is due, and only that', async () => {
    const evaluator = await evaluatorOf();
    await save(product('a', { purpose: 'x' }), product('b'));
    expect(await evaluator.evaluateDue()).toEqual({ evaluated: 2, changed: 2 });
    expect((await store.get(refOf('a')))?.result).toEqual({
      score: 58,
      level: 'not-ready',
      outcomes: 'pff',
      checkSetId: expect.any(Number),
      evaluatedAt: expect.stringMatching(/Z$/),
    });

    const idle = await statementsOf(knex, async () => {
      expect(await evaluator.evaluateDue()).toEqual({
        evaluated: 0,
        changed: 0,
      });
    });
    expect(writesOf(idle)).toEqual([]);

    await save(product('a', { purpose: 'x', limitations: 'y' }), product('b'));
    expect(await evaluator.evaluateDue()).toEqual({ evaluated: 1, changed: 1 });
  });

  it('remembers a change of results, and none where nothing changed', async () => {
    const evaluator = await evaluatorOf();
    await save(product('a'), product('b'));
    await evaluator.evaluateDue();
    await save(product('a', { purpose: 'x' }));
    await evaluator.evaluateDue();
    // Other evidence, the same results.
    await save(product('b', { purpose: undefined, domain: 'sales' }));
    const before = await store.getRevision();
    expect(await evaluator.evaluateDue()).toEqual({ evaluated: 1, changed: 0 });
    expect(await store.getRevision()).toBe(before);
    expect(await evaluator.evaluateAll()).toEqual({ evaluated: 2, changed: 0 });

    const [second, first] = await transitionsOf('a');
    expect(first).toMatchObject({
      result: { score: 0, outcomes: 'fff' },
      previous: undefined,
    });
    expect(second).toMatchObject({
      result: { score: 58, outcomes: 'pff' },
      previous: { score: 0, outcomes: 'fff' },
    });
    expect(await transitionsOf('b')).toHaveLength(1);
    const { entityId } = (await store.get(refOf('a')))!;
    expect(
      await store.getTransitions(entityId, { beforeId: second.id, limit: 5 }),
    ).toEqual([first]);
  });

  it('is due again when a result ends', async () => {
    const ends = new Date(Date.now() + HOUR_MS).toISOString();
    const evaluator = await evaluatorOf(
      createCheckSet([
        check('timed', () => ({
          status: 'pass',
          reason: '',
          validUntil: ends,
        })),
      ]),
    );
    await saveMany(1);
    await evaluator.evaluateDue();
    expect(
      await knex('readiness').select('due_at', 'valid_until').first(),
    ).toEqual({ due_at: ends, valid_until: ends });
    const claimed = async (due: string) =>
      (
        await store.evaluatePage({ due }, ofSize(10), async rows => {
          await rows;
          return rows.map(row => ({ ...wouldJudge([row])[0], changed: false }));
        })
      ).length;
    expect(await claimed(new Date(Date.parse(ends) - 1).toISOString())).toBe(0);
    expect(await claimed(ends)).toBe(1);
  });

  it('takes all in pages, few statements each', async () => {
    const evaluator = await evaluatorOf();
    await saveMany(25);
    const statements = await statementsOf(knex, () => evaluator.evaluateDue());
    // Begin, claim, revision, results, transitions, commit: whatever the number.
    expect(statements.length).toBeLessThanOrEqual(6);

    const seen: number[] = [];
    for (;;) {
      const rows = await store.readPage(seen.at(-1) ?? 0, ofSize(10));
      if (!rows.length) {
        break;
      }
      seen.push(...rows.map(({ entityId }) => entityId));
    }
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
  });

  it('judges everything anew, and writes only what is not as it was', async () => {
    const evaluator = await evaluatorOf();
    await saveMany(25);
    expect(await evaluator.evaluateAll()).toEqual({
      evaluated: 25,
      changed: 25,
    });
    const before = await knex('readiness').select().orderBy('entity_id');
    const { evaluatedAt } = (await store.get(refOf('p-3')))!.result!;

    await setTimeout(5);
    const statements = await statementsOf(knex, async () =>
      expect(await evaluator.evaluateAll()).toEqual({
        evaluated: 25,
        changed: 0,
      }),
    );
    // That it was done, and when: one row for all.
    expect(writesOf(statements)).toHaveLength(1);
    expect(await knex('readiness').select().orderBy('entity_id')).toEqual(
      before,
    );
    const again = (await store.get(refOf('p-3')))!.result!;
    expect(again.evaluatedAt > evaluatedAt).toBe(true);

    // What is stored is never taken for granted.
    const [row] = before;
    for (const change of [
      { outcomes: 'ppp' },
      { score: 99 },
      { level: 'ready' },
      { input_hash: 'other' },
      { valid_until: '2020-01-01T00:00:00.000Z' },
      { due_at: '2020-01-01T00:00:00.000Z' },
    ]) {
      await knex('readiness')
        .where({ entity_id: row.entity_id })
        .update(change);
      await evaluator.evaluateAll();
      expect(
        await knex('readiness').where({ entity_id: row.entity_id }).first(),
      ).toMatchObject({
        score: row.score,
        level: row.level,
        outcomes: row.outcomes,
        input_hash: row.input_hash,
        valid_until: row.valid_until,
        due_at: row.due_at,
      });
    }
  });

  it('judges what was recorded with what was collected, abridged or whole', async () => {
    const checks = DATA_PRODUCT_CHECKS.filter(({ id: checkId }) =>
      ['objectives-met', 'drill', 'contract'].includes(checkId),
    ).map(shipped => ({ ...shipped, origin: 'built-in' as const }));
    const shippedOnly = await evaluatorOf(createCheckSet(checks));
    const withOthers = await evaluatorOf(
      createCheckSet([...checks, fieldCheck('purpose')]),
    );
    expect(shippedOnly.checkSet.judgesAbridged).toBe(true);
    expect(withOthers.checkSet.judgesAbridged).toBe(false);

    await save(
      product('a', {
        lifecycle: 'production',
        objectives: [{ name: 'fresh', indicator: 'freshness', target: 'PT6H' }],
      }),
    );
    await shippedOnly.evaluateDue();
    const outcomes = async () =>
      (await store.get(refOf('a')))!.result!.outcomes;
    expect(await outcomes()).toBe('fuu');

    const at = new Date().toISOString();
    const until = new Date(Date.now() + HOUR_MS).toISOString();
    await evidence.setFacts(
      'observations',
      new Map([
        [
          refOf('a'),
          { fresh: { state: 'kept', observedAt: at, validUntil: until } },
        ],
      ]),
      new Date(),
    );
    await evidence.setFacts(
      'drills',
      new Map([[refOf('a'), [{ at, outcome: 'restored' }]]]),
      new Date(),
    );
    expect(await shippedOnly.evaluateDue()).toEqual({
      evaluated: 1,
      changed: 1,
    });
    expect(await outcomes()).toBe('fpp');
    expect(await knex('readiness').pluck('valid_until')).toEqual([until]);
    expect((await store.get(refOf('a')))!.evidence).toMatchObject({
      title: 'a',
      drills: [{ at }],
      observations: { fresh: { state: 'kept' } },
    });
    await withOthers.evaluateOutdated();
    expect(await outcomes()).toBe('fppf');
  });

  it('leaves a row to whoever was faster', async () => {
    const evaluator = await evaluatorOf();
    await save(product('a'), product('b'));
    await evaluator.evaluateAll();
    await save(product('a', { purpose: 'x' }), product('b', { purpose: 'x' }));

    const checkSetId = await store.registerCheckSet(fieldChecks());
    const rows = await store.readPage(0, ofSize(10));
    // New evidence, while the old one is being judged.
    await save(product('a', { purpose: 'x', runbook: 'y' }));
    const judged = await store.saveDifferent(
      rows.map(row => ({
        row,
        result: { score: 7, level: 'at-risk', outcomes: 'pff', checkSetId },
        changed: true,
      })),
      new Date(),
    );
    expect(judged.map(({ row, changed }) => [row.entityRef, changed])).toEqual([
      [refOf('a'), false],
      [refOf('b'), true],
    ]);
    expect((await store.get(refOf('a')))!.result!.outcomes).toBe('fff');
    expect(await transitionsOf('a')).toHaveLength(1);
    expect(await transitionsOf('b')).toHaveLength(2);
    expect(await countDue()).toBe(1);
    await evaluator.evaluateDue();
    expect((await store.get(refOf('a')))!.result!.outcomes).toBe('pfp');
  });

  it('judges those that are asked for, due or not', async () => {
    const evaluator = await evaluatorOf();
    await saveMany(5);
    await evaluator.evaluateDue();
    const judged = await evaluator.evaluate([
      refOf('p-3'),
      refOf('p-1'),
      refOf('none'),
    ]);
    expect(judged.map(({ row }) => row.entityRef).sort()).toEqual([
      refOf('p-1'),
      refOf('p-3'),
    ]);
    expect(await evaluator.evaluate([])).toEqual([]);
  });

  it('loses nothing when it is cut short', async () => {
    await saveMany(5);
    await expect(
      store.evaluatePage(
        { due: new Date().toISOString() },
        ofSize(3),
        async () => {
          throw new Error('killed');
        },
      ),
    ).rejects.toThrow('killed');
    expect(await countDue()).toBe(5);
    // Or a moment later, when everything but the commit was done.
    await expect(
      store.evaluatePage(
        { due: new Date().toISOString() },
        ofSize(5),
        async rows => [
          ...wouldJudge(rows),
          // A row whose set of checks does not exist: the last statement fails.
          {
            ...wouldJudge(rows)[0],
            result: { ...wouldJudge(rows)[0].result, checkSetId: 999 },
          },
        ],
      ),
    ).rejects.toThrow(/foreign key/i);
    expect(await countDue()).toBe(5);
    expect(await knex('readiness_transition').select()).toEqual([]);
    expect(await knex('readiness').whereNotNull('score')).toEqual([]);

    const stopped = new AbortController();
    stopped.abort();
    const evaluator = await evaluatorOf();
    await expect(evaluator.evaluateDue(stopped.signal)).rejects.toThrow();
    expect(await evaluator.evaluateDue()).toEqual({ evaluated: 5, changed: 5 });
  });

  it('judges everything again when the checks are others', async () => {
    const before = await evaluatorOf();
    await save(product('a', { purpose: 'x' }), product('b'));
    await before.evaluateDue();
    expect(await before.evaluateOutdated()).toEqual({
      evaluated: 0,
      changed: 0,
    });

    const after = await evaluatorOf(
      createCheckSet([fieldCheck('runbook'), fieldCheck('purpose')]),
    );
    expect(await after.evaluateOutdated()).toEqual({
      evaluated: 2,
      changed: 2,
    });
    const [transition] = await transitionsOf('a');
    expect(transition).toMatchObject({
      result: { outcomes: 'fp', score: 50 },
      previous: { outcomes: 'pff', score: 58 },
    });
    expect(await store.getCheckIds(transition.result.checkSetId)).toEqual([
      'has-runbook',
      'has-purpose',
    ]);
    // Another replica knows the same sets by the same ids.
    const replica = ReadinessStore.create(knex);
    expect(await replica.registerCheckSet(fieldChecks())).toBe(
      transition.previous?.checkSetId,
    );
    expect(await replica.getCheckIds(transition.previous!.checkSetId)).toEqual([
      'has-purpose',
      'has-limitations',
      'has-runbook',
    ]);
  });

  it('shares the work between two: each row once, none lost', async () => {
    await saveMany(400);
    const judgedBy = async (replica: ReadinessStore) => {
      const refs: string[] = [];
      const checkSetId = await replica.registerCheckSet(fieldChecks());
      for (;;) {
        const page = await replica.evaluatePage(
          { due: new Date().toISOString() },
          ofSize(20),
          async rows => {
            await setTimeout(2);
            return rows.map(row => ({
              row,
              result: { score: 1, level: 'ready', outcomes: 'p', checkSetId },
              changed: true,
            }));
          },
        );
        refs.push(...page.map(({ row }) => row.entityRef));
        if (page.length < 20) {
          return refs;
        }
      }
    };
    const shares = await Promise.all(
      [1, 2, 3].map(() => judgedBy(ReadinessStore.create(knex))),
    );
    const judged = shares.flat();
    expect(judged).toHaveLength(400);
    expect(new Set(judged).size).toBe(400);
    expect(await countDue()).toBe(0);
    expect(shares.filter(share => share.length > 0).length).toBeGreaterThan(
      id === 'POSTGRES_18' ? 1 : 0,
    );
  });

  it('ends with the newest evidence judged, whoever writes meanwhile', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `p-${i}`);
    const evaluator = await evaluatorOf();
    let round = 0;
    const aProduct = (name: string) => {
      round += 1;
      return product(
        name,
        { purpose: round % 2 ? 'x' : '', runbook: round % 3 ? 'y' : '' },
        { description: `${round}` },
      );
    };
    const writer = async (step: number) => {
      for (let i = 0; i < 12; i++) {
        // Each takes the rows in another order.
        const mine = names.filter((_, n) => (n * step + i) % 3 !== 0);
        await save(...(step % 2 ? mine : mine.reverse()).map(aProduct));
        if (i % 4 === 3) {
          await evidence.remove(names.slice(i, i + 5).map(refOf), new Date());
        }
        await evidence.settleReferences(
          new Map([['user:default/someone', `${step}-${i}`]]),
          names.map(refOf),
        );
      }
    };
    const judge = async () => {
      for (let i = 0; i < 15; i++) {
        await evaluator.evaluateDue();
        await evaluator.evaluateAll();
        await evaluator.evaluate(names.slice(i).reverse().map(refOf));
      }
    };
    await Promise.all([writer(1), writer(2), judge(), judge()]);
    await evaluator.evaluateDue();

    const rows = await knex('readiness')
      .join('evidence', 'evidence.entity_id', 'readiness.entity_id')
      .select('hash', 'input_hash');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(row => row.hash !== row.input_hash)).toEqual([]);
  });
});

describe('on PostgreSQL', () => {
  it('an evaluation that had to wait judges what is there now', async () => {
    const knex = await storage.create('POSTGRES_18');
    const evidence = EvidenceStore.create(knex);
    const store = ReadinessStore.create(knex);
    const evaluator = await ReadinessEvaluator.create({
      store,
      checkSet: fieldChecks(),
    });
    await evidence.save([collected(product('a'))], new Date());
    await evaluator.evaluateDue();

    const changed = collected(product('a', { purpose: 'x' }));
    let judging: Promise<JudgedRow[]> | undefined;
    await knex.transaction(async tx => {
      await tx('readiness').select().forUpdate();
      judging = evaluator.evaluate([refOf('a')]);
      await setTimeout(100);
      await tx('evidence').update({
        document: JSON.stringify(changed.evidence),
        abridged: '[]',
        hash: 'changed',
      });
      await tx('readiness').update({ due_at: new Date().toISOString() });
    });
    expect(await judging).toMatchObject([{ result: { outcomes: 'pff' } }]);
  });

  it('revisions become visible in their order', async () => {
    const knex = await storage.create('POSTGRES_18');
    const store = ReadinessStore.create(knex);
    const order: string[] = [];
    let later: Promise<number> | undefined;
    await knex.transaction(async tx => {
      expect(await nextRevision(tx)).toBe(1);
      later = knex.transaction(async other => {
        const revision = await nextRevision(other);
        order.push('later');
        return revision;
      });
      await setTimeout(100);
      order.push('first');
      expect(await store.getRevision()).toBe(0);
    });
    expect(await later).toBe(2);
    expect(order).toEqual(['first', 'later']);
  });
});
