import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import { dataProductsPlugin } from '@handoff/backstage-plugin-data-products-backend/src/plugin';
import { tenChecksConfig, Weights } from '../company/tenChecks';
import {
  countedDatabaseFactory,
  openPluginDatabase,
} from '../databases/openPluginDatabase';
import { Probe } from '../measure/Probe';
import { StatementLog } from '../measure/StatementLog';
import { serveTask } from '../tasks/serveTask';
import { forgetResults } from './forgetResults';

const log = new StatementLog();
const probe = new Probe(log);
let database: JsonObject;

const methods = {
  /**
   * Starts a backend with the plugin, which does nothing but answer: neither
   * the clock nor the reconcile runs.
   *
   * @returns the port that it listens on.
   */
  async start(on: JsonObject, weights: Weights): Promise<number> {
    database = on;
    const { server } = await startTestBackend({
      features: [
        dataProductsPlugin,
        catalogServiceMock.factory(),
        countedDatabaseFactory(log),
        mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
        mockServices.rootConfig.factory({
          data: {
            backend: { database },
            dataProducts: { readiness: tenChecksConfig(weights) },
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

  /** Makes every row one that was never judged. */
  async forget() {
    const knex = await openPluginDatabase(
      'data-products',
      database,
      new StatementLog(),
    ).getClient();
    await forgetResults(knex);
    await knex.destroy();
  },
};

export type PortalMethods = typeof methods;

serveTask(methods);
