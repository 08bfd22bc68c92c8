import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { observationReadersExtensionPoint } from '@handoff/backstage-plugin-data-products-node';
import { readSqlReaders } from './readSqlReaders';
import { SqlReader } from './SqlReader';

/**
 * Measures how fresh, how many and how complete the rows of PostgreSQL tables
 * are, as `dataProducts.sqlReaders` says.
 *
 * @public
 */
export const sqlModule = createBackendModule({
  pluginId: 'data-products',
  moduleId: 'sql',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        readers: observationReadersExtensionPoint,
      },
      async init({ config, logger, readers }) {
        readers.addReader(
          ...readSqlReaders(config).map(
            options => new SqlReader(options, logger),
          ),
        );
      },
    });
  },
});
