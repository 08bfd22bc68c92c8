import { DatabaseManager } from '@backstage/backend-defaults/database';
import {
  coreServices,
  createServiceFactory,
  DatabaseService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { StatementLog } from '../measure/StatementLog';

/**
 * The database of a plugin as a portal with that configuration opens it, with
 * all of its statements counted.
 */
export function openPluginDatabase(
  pluginId: string,
  database: JsonObject,
  log: StatementLog,
): DatabaseService {
  const manager = DatabaseManager.fromConfig(
    mockServices.rootConfig({ data: { backend: { database } } }),
  );
  const service = manager.forPlugin(pluginId, {
    logger: mockServices.rootLogger(),
    // The process ends with its connections.
    lifecycle: { addStartupHook() {}, addShutdownHook() {} },
  });
  return counted(service, log);
}

/** The database service of a portal, with all statements counted. */
export function countedDatabaseFactory(log: StatementLog) {
  return createServiceFactory({
    service: coreServices.database,
    deps: {
      config: coreServices.rootConfig,
      logger: coreServices.logger,
      lifecycle: coreServices.lifecycle,
      plugin: coreServices.pluginMetadata,
    },
    createRootContext: ({ config }) => DatabaseManager.fromConfig(config),
    factory: ({ plugin, logger, lifecycle }, manager) =>
      counted(manager.forPlugin(plugin.getId(), { logger, lifecycle }), log),
  });
}

function counted(service: DatabaseService, log: StatementLog): DatabaseService {
  let client: Promise<Knex> | undefined;
  return {
    migrations: service.migrations,
    getClient() {
      client ??= service.getClient().then(knex => {
        log.watch(knex);
        return knex;
      });
      return client;
    },
  };
}
