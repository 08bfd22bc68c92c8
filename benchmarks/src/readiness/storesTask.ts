import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import {
  EntityAccess,
  NeededRoles,
  Parties,
  ReadableEntities,
} from '@handoff/backstage-plugin-data-products-backend/src/access';
import { CatalogReader } from '@handoff/backstage-plugin-data-products-backend/src/evidence';
import { OwnershipStore } from '@handoff/backstage-plugin-data-products-backend/src/ownership/OwnershipStore';
import {
  ReadinessEvaluator,
  ReadinessIndex,
} from '@handoff/backstage-plugin-data-products-backend/src/readiness';
import { ReadinessService } from '@handoff/backstage-plugin-data-products-backend/src/readiness/ReadinessService';
import { SeededRandom } from 'backend/src/modules/scaleGenerator/SeededRandom';
import { ROOT_TEAM } from '../company/GeneratedCatalog';
import { tenChecks, Weights } from '../company/tenChecks';
import { Latency, timeRuns } from '../measure/percentiles';
import { Cost, Probe } from '../measure/Probe';
import { StatementLog } from '../measure/StatementLog';
import { serveTask } from '../tasks/serveTask';
import { ExploreQueries } from './ExploreQueries';
import { openStores } from './openStores';
import { spreadHistory } from './spreadHistory';

const SEED = 7;

const log = new StatementLog();
const probe = new Probe(log);
let opened: Awaited<ReturnType<typeof open>>;

async function open(database: JsonObject) {
  const stores = await openStores(database, log);
  const store = stores.readiness;
  const checkSet = tenChecks('shipped');
  const evaluators: Record<Weights, ReadinessEvaluator> = {
    shipped: await ReadinessEvaluator.create({ store, checkSet }),
    'heavier-owner': await ReadinessEvaluator.create({
      store,
      checkSet: tenChecks('heavier-owner'),
    }),
  };
  const permissions = mockServices.permissions();
  const catalog = catalogServiceMock();
  const service = ReadinessService.create({
    store,
    index: ReadinessIndex.create({
      store,
      weights: new Map(checkSet.checks.map(({ id, weight }) => [id, weight])),
    }),
    teams: stores.teams,
    evaluator: evaluators.shipped,
    access: EntityAccess.create({
      readable: ReadableEntities.create({ permissions, catalog }),
      permissions,
      neededRoles: NeededRoles.create({
        permissions,
        ownership: OwnershipStore.create(stores.knex),
        parties: Parties.create({
          teams: stores.teams,
          people: stores.people,
          reader: CatalogReader.create({ catalog, auth: mockServices.auth() }),
        }),
      }),
    }),
  });
  return { ...stores, evaluators, service };
}

/** The plugin's own classes, without HTTP around them. */
const methods = {
  async open(database: JsonObject): Promise<void> {
    opened = await open(database);
  },

  /** Judges everything by the checks with these weights. */
  async evaluateAll(weights: Weights): Promise<Cost> {
    await probe.begin();
    await opened.evaluators[weights].evaluateAll();
    return probe.end();
  },

  /** Judges one entity after the other, each once, in no order. */
  async evaluateOne(weights: Weights, runs: number): Promise<Latency> {
    const refs = new SeededRandom(SEED).shuffled(
      await opened.knex('evidence').pluck('entity_ref'),
    );
    const evaluator = opened.evaluators[weights];
    const warmUp = Math.min(runs, Math.floor(refs.length / 10));
    return timeRuns(
      { runs: Math.min(runs, refs.length - warmUp), warmUp },
      index => evaluator.evaluate([refs[index]]),
    );
  },

  async spreadHistory(): Promise<void> {
    await spreadHistory(opened.knex);
  },

  async rootTeam(runs: number): Promise<Latency> {
    const credentials = mockCredentials.user();
    return timeRuns({ runs, warmUp: 20 }, () =>
      opened.service.team(ROOT_TEAM, credentials),
    );
  },

  async listTeams(runs: number): Promise<Latency> {
    const credentials = mockCredentials.user();
    return timeRuns({ runs, warmUp: 20 }, () =>
      opened.service.listTeams({}, credentials),
    );
  },

  async explore(runs: number): Promise<Latency> {
    const credentials = mockCredentials.user();
    const queries = new ExploreQueries();
    return timeRuns({ runs, warmUp: 50 }, async () => {
      const page = await opened.service.list(queries.next(), credentials);
      queries.sawPage(page);
    });
  },
};

export type StoresMethods = typeof methods;

serveTask(methods);
