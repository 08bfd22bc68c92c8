import { GeneratedCatalog, ROOT_TEAM } from '../company/GeneratedCatalog';
import { tenChecks } from '../company/tenChecks';
import { OwnershipStore } from '@handoff/backstage-plugin-data-products-backend/src/ownership/OwnershipStore';
import {
  ReadinessEvaluator,
  ReadinessStore,
} from '@handoff/backstage-plugin-data-products-backend/src/readiness';
import { createSync, Stores } from '../readiness/openStores';

/** A use of the stores, whose statements are of interest. */
export interface StoreCall {
  name: string;
  /** Brings about what the call is to find; its statements do not count. */
  prepare?(): Promise<unknown> | unknown;
  run(): Promise<unknown>;
}

const PAGE = 50;
const BATCH = 200;

/**
 * Every method of every store, called as the plugin calls it, in an order in
 * which each finds something to do.
 */
export async function createStoreCalls(
  stores: Stores,
  catalog: GeneratedCatalog,
): Promise<StoreCall[]> {
  const { knex, evidence, teams, readiness } = stores;
  const ownership = OwnershipStore.create(knex);
  const sync = createSync(catalog, stores);
  const evaluator = await ReadinessEvaluator.create({
    store: readiness,
    checkSet: tenChecks('shipped'),
  });
  const reweighed = await ReadinessEvaluator.create({
    store: readiness,
    checkSet: tenChecks('heavier-owner'),
  });

  const refs = catalog.productRefs;
  const batch = refs.slice(0, BATCH);
  const [ref] = refs;
  const ids: number[] = await knex('evidence')
    .orderBy('entity_id')
    .limit(PAGE)
    .pluck('entity_id');
  const [id] = ids;
  const now = new Date();
  const allTeams = await teams.list();

  return [
    { name: 'EvidenceStore.list', run: () => firstPage(evidence.list()) },
    { name: 'EvidenceStore.find', run: () => evidence.find(batch) },
    {
      name: 'EvidenceStore.listReferences',
      run: () => firstPage(evidence.listReferences()),
    },
    {
      name: 'EvidenceStore.findReferences',
      run: () => evidence.findReferences([...batch, ROOT_TEAM]),
    },
    {
      name: 'EvidenceStore.findDependants',
      run: () => evidence.findDependants(batch),
    },
    {
      name: 'EvidenceStore.save, nothing but etags differ (in CatalogSync.sync)',
      prepare: () => catalog.touch(batch),
      run: () => sync.sync(batch, now),
    },
    {
      name: 'EvidenceStore.save, evidence differs (in CatalogSync.sync)',
      prepare: () => catalog.edit(batch),
      run: () => sync.sync(batch, now),
    },
    {
      name: 'EvidenceStore.remove',
      run: () => evidence.remove(refs.slice(-PAGE), now),
    },
    { name: 'TeamStore.list', run: () => teams.list() },
    { name: 'TeamStore.save', run: () => teams.save(allTeams.slice(0, PAGE)) },
    {
      name: 'TeamStore.remove',
      run: () => teams.remove(['group:default/dissolved']),
    },
    {
      name: 'ReadinessStore.registerCheckSet',
      run: () => readiness.registerCheckSet(evaluator.checkSet),
    },
    {
      name: 'ReadinessStore.getCheckIds',
      run: async () => {
        const checkSetId = await readiness.registerCheckSet(evaluator.checkSet);
        await ReadinessStore.create(knex).getCheckIds(checkSetId);
      },
    },
    {
      name: 'ReadinessStore.evaluatePage, what is due',
      run: () => evaluator.evaluateDue(),
    },
    {
      name: 'ReadinessStore.evaluatePage, named entities',
      run: () => evaluator.evaluate([ref]),
    },
    {
      name: 'ReadinessStore.evaluatePage, everything',
      run: () => evaluator.evaluateAll(),
    },
    {
      name: 'ReadinessStore.evaluatePage, judged by other checks',
      run: () => reweighed.evaluateOutdated(),
    },
    { name: 'ReadinessStore.get', run: () => readiness.get(ref) },
    {
      name: 'ReadinessStore.getListings',
      run: () => readiness.getListings(ids),
    },
    {
      name: 'ReadinessStore.getTransitions, first page',
      run: () => readiness.getTransitions(id, { limit: PAGE }),
    },
    {
      name: 'ReadinessStore.getTransitions, next page',
      run: () =>
        readiness.getTransitions(id, { limit: PAGE, beforeId: 1_000_000 }),
    },
    {
      name: 'ReadinessStore.getRevision',
      run: () => readiness.getRevision(),
    },
    {
      name: 'ReadinessStore.listChanges',
      run: async () =>
        firstPage(
          readiness.listChanges((await readiness.getRevision()) - 1, PAGE),
        ),
    },
    {
      name: 'ReadinessStore.listRemovals',
      run: () => readiness.listRemovals(0),
    },
    {
      name: 'ReadinessStore.listScores',
      run: async () => {
        const upToRevision = await readiness.getRevision();
        await firstPage(
          readiness.listScores({
            afterRevision: upToRevision - 1,
            upToRevision,
            since: new Date(0).toISOString(),
          }),
        );
      },
    },
    {
      name: 'ReadinessStore.purgeRemovals',
      run: () => readiness.purgeRemovals(now.toISOString()),
    },
    { name: 'OwnershipStore.get', run: () => ownership.get(ref) },
    {
      name: 'OwnershipStore.findByDataset',
      run: () =>
        ownership.findByDataset('snowflake://acme/analytics.customer_360'),
    },
    {
      name: 'OwnershipStore.findByParties, in any role',
      run: () => ownership.findByParties([allTeams[1].ref], undefined),
    },
    {
      name: 'OwnershipStore.findByParties, in one role',
      run: () => ownership.findByParties([allTeams[1].ref], 'steward'),
    },
    {
      name: 'OwnershipStore.findVacant',
      run: () => ownership.findVacant('steward'),
    },
    {
      name: 'OwnershipStore.getRecords',
      run: () => ownership.getRecords(ids),
    },
  ];
}

/** Callers read on only while there is more. */
async function firstPage<T>(pages: AsyncGenerator<T>): Promise<void> {
  await pages.next();
  await pages.return(undefined);
}
