import techInsightsPlugin, {
  initializePersistenceContext,
} from '@backstage-community/plugin-tech-insights-backend';
import jsonRulesModule from '@backstage-community/plugin-tech-insights-backend-module-jsonfc';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import { SeededRandom } from 'backend/src/modules/scaleGenerator/SeededRandom';
import {
  countedDatabaseFactory,
  openPluginDatabase,
} from '../databases/openPluginDatabase';
import { Probe } from '../measure/Probe';
import { StatementLog } from '../measure/StatementLog';
import { serveTask } from '../tasks/serveTask';
import {
  RETRIEVER_ID,
  tenFactChecks,
  tenFacts,
  tenFactsSchema,
} from './tenFacts';

const SEED = 20_261_121;

const log = new StatementLog();
const probe = new Probe(log);

const methods = {
  /** Stores ten facts of each of so many entities, through its own store. */
  async seed(database: JsonObject, entities: number): Promise<void> {
    const service = openPluginDatabase('tech-insights', database, log);
    const { techInsightsStore } = await initializePersistenceContext(service, {
      logger: mockServices.rootLogger(),
    });
    await techInsightsStore.insertFactSchema(tenFactsSchema());
    const random = new SeededRandom(SEED);
    await techInsightsStore.insertFacts({
      id: RETRIEVER_ID,
      facts: Array.from({ length: entities }, (_, index) => ({
        entity: {
          kind: 'component',
          namespace: 'default',
          name: `entity-${index}`,
        },
        facts: tenFacts(random),
      })),
    });
    await (await service.getClient()).destroy();
  },

  /** Starts a backend with the plugin. @returns the port that it listens on. */
  async start(database: JsonObject): Promise<number> {
    const { server } = await startTestBackend({
      features: [
        techInsightsPlugin,
        jsonRulesModule,
        catalogServiceMock.factory(),
        countedDatabaseFactory(log),
        mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
        mockServices.rootConfig.factory({
          data: {
            backend: { database },
            techInsights: { factChecker: { checks: tenFactChecks() } },
          },
        }),
      ],
    });
    return server.port();
  },

  async begin() {
    await probe.begin();
  },

  async end() {
    return probe.end();
  },
};

export type TechInsightsMethods = typeof methods;

serveTask(methods);
