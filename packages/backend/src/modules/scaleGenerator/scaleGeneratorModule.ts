import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { reportProgress } from './reportProgress';
import { ScaleEntityProvider } from './ScaleEntityProvider';

/** Generates a company of `demo.scale` data products; without it, nothing. */
export const scaleGeneratorModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'scale-generator',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, config, logger, processing, scheduler }) {
        const products = readScale(config);
        if (products === 0) {
          return;
        }
        processing.addEntityProvider(new ScaleEntityProvider(products, logger));
        await reportProgress({
          expected: products,
          auth,
          catalog,
          logger,
          scheduler,
        });
      },
    });
  },
});

function readScale(config: Config): number {
  const scale = config.getOptionalNumber('demo.scale') ?? 0;
  if (!Number.isInteger(scale) || scale < 0) {
    throw new InputError(
      `demo.scale is ${scale}; it must be a whole number of data products, 0 for none`,
    );
  }
  return scale;
}
