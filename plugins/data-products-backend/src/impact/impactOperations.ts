import {
  impactAnswerSchema,
  impactQuerySchema,
} from '@handoff/backstage-plugin-data-products-common';
import { defineOperation, entityParamsSchema, Operation } from '../http';
import { ImpactService } from './ImpactService';

/** The API of impact. */
export function createImpactOperations(service: ImpactService): Operation[] {
  return [
    defineOperation({
      id: 'impact-get',
      method: 'get',
      path: '/impact/{kind}/{namespace}/{name}',
      summary:
        'Tells what depends on an entity, or what it depends on, to any depth',
      tag: 'impact',
      params: entityParamsSchema,
      query: impactQuerySchema,
      response: impactAnswerSchema,
      errors: { 404: 'It is not known, or the caller may not see it' },
      handle: ({ params, query, credentials }) =>
        service.get(params, query, credentials),
    }),
  ];
}
