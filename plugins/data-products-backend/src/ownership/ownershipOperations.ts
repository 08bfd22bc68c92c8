import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  ownershipDetailSchema,
  ownershipListSchema,
  ownershipQuerySchema,
} from '@handoff/backstage-plugin-data-products-common';
import { defineOperation, entityParamsSchema, Operation } from '../http';
import { OwnershipService } from './OwnershipService';

const TAG = 'ownership';

/** The API of the ownership slice. */
export function createOwnershipOperations(
  service: OwnershipService,
): Operation[] {
  return [
    defineOperation({
      id: 'ownership-list',
      method: 'get',
      path: '/ownership',
      summary:
        'Tells who answers for a dataset, what a party is responsible for, or where a role is vacant',
      tag: TAG,
      query: ownershipQuerySchema,
      response: ownershipListSchema,
      handle: ({ query, credentials }) => service.list(query, credentials),
    }),
    defineOperation({
      id: 'ownership-get',
      method: 'get',
      path: '/ownership/{kind}/{namespace}/{name}',
      summary: 'Tells who fills which role of an entity, and whom to contact',
      tag: TAG,
      params: entityParamsSchema,
      response: ownershipDetailSchema,
      errors: { 404: 'It does not exist, or the caller may not see it' },
      handle: ({ params, credentials }) =>
        service.get(stringifyEntityRef(params), credentials),
    }),
  ];
}
