import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DataProductsService } from './DataProductsService';
import { DefaultDataProductsService } from './DefaultDataProductsService';

/**
 * Asks for readiness and ownership from any backend plugin.
 *
 * @public
 */
export const dataProductsServiceRef = createServiceRef<DataProductsService>({
  id: 'data-products.service',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: ({ auth, discovery }) =>
        DefaultDataProductsService.create({ auth, discovery }),
    }),
});
