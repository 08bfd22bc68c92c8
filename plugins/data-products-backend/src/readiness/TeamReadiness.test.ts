import { CheckSet } from '@handoff/backstage-plugin-data-products-common';
import { Readable } from '../access';
import { fieldChecks } from '../__testUtils__/checks';
import { createTestStorage } from '../__testUtils__/databases';
import { collected, product } from '../__testUtils__/entities';
import { EvidenceStore, TeamStore } from '../evidence';
import { ReadinessEvaluator } from './ReadinessEvaluator';
import { ReadinessIndex } from './ReadinessIndex';
import { ReadinessStore } from './ReadinessStore';
import { TeamReadiness } from './TeamReadiness';

jest.setTimeout(60_000);

const storage = createTestStorage();
const SALES = 'group:default/sales';
const COMPANY = 'group:default/company';
const EVERYTHING: Readable = { all: true, has: () => true };
const only = (...refs: string[]): Readable => ({
  all: false,
  has: ref => refs.includes(ref),
});

async function setUp() {
  const knex = await storage.create('SQLITE_3');
  const evidence = EvidenceStore.create(knex);
  const teams = TeamStore.create(knex);
  const store = ReadinessStore.create(knex);
  const checkSet: CheckSet = fieldChecks();
  const evaluator = await ReadinessEvaluator.create({ store, checkSet });
  const index = ReadinessIndex.create({
    store,
    weights: new Map(checkSet.checks.map(({ id, weight }) => [id, weight])),
  });
  const readiness = TeamReadiness.create({ index, teams });
  const save = async (name: string, spec: object = {}) => {
    await evidence.save(
      [collected(product(name, { owner: SALES, ...spec }))],
      new Date(),
    );
    await evaluator.evaluateDue();
  };
  const entitiesOf = async (ref: string, readable = EVERYTHING) =>
    (await readiness.scores(await readiness.tree(), readable)).scores.get(ref)
      ?.now.entities ?? 0;
  const lastScore = async (readable = EVERYTHING) => {
    const { trend } = await readiness.scoresWithTrend(
      SALES,
      await readiness.tree(),
      readable,
    );
    return trend[trend.length - 1].score;
  };
  await teams.save([
    { ref: COMPANY, title: 'Company', members: [], etag: '1' },
    { ref: SALES, title: 'Sales', parentRef: COMPANY, members: [], etag: '1' },
  ]);
  return { evidence, teams, readiness, save, entitiesOf, lastScore };
}

describe('TeamReadiness', () => {
  it('follows every change, though sums are made once a state', async () => {
    const { evidence, save, entitiesOf, lastScore } = await setUp();
    await save('a');
    expect(await entitiesOf(COMPANY)).toBe(1);
    const poor = await lastScore();

    await save('a', { purpose: 'Counting.' });
    expect(await lastScore()).toBeGreaterThan(poor);
    await save('b');
    expect(await entitiesOf(COMPANY)).toBe(2);
    await evidence.remove(['dataproduct:default/a'], new Date());
    expect(await entitiesOf(COMPANY)).toBe(1);
    expect(await lastScore()).toBe(poor);
  });

  it('makes them again when the tree of teams is another one', async () => {
    const { teams, readiness, save, entitiesOf } = await setUp();
    await save('a');
    expect(await entitiesOf(COMPANY)).toBe(1);
    const tree = await readiness.tree();
    expect(await readiness.tree()).toBe(tree);

    await teams.save([{ ref: SALES, title: 'Sales', members: [], etag: '2' }]);
    expect(await entitiesOf(COMPANY)).toBe(0);
    expect(await entitiesOf(SALES)).toBe(1);
  });

  it('neither shows a reader the sums of others, nor others those of a reader', async () => {
    const { save, entitiesOf, lastScore } = await setUp();
    await save('open', { purpose: 'Counting.' });
    await save('restricted');
    const reader = only('dataproduct:default/open');
    for (let round = 0; round < 2; round++) {
      expect(await entitiesOf(SALES)).toBe(2);
      expect(await entitiesOf(SALES, reader)).toBe(1);
      expect(await lastScore(reader)).toBeGreaterThan(await lastScore());
    }
  });
});
