import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  checkListSchema,
  domainListSchema,
  evaluationRequestSchema,
  evaluationResponseSchema,
  readinessDetailSchema,
  readinessFacetsSchema,
  readinessListSchema,
  readinessQuerySchema,
  teamDetailSchema,
  teamListSchema,
  teamsQuerySchema,
  transitionsQuerySchema,
  transitionsSchema,
} from '@handoff/backstage-plugin-data-products-common';
import { defineOperation, entityParamsSchema, Operation } from '../http';
import { ReadinessService } from './ReadinessService';

const TAG = 'readiness';
const NOT_FOUND = { 404: 'It does not exist, or the caller may not see it' };

/** The API of the readiness slice. */
export function createReadinessOperations(
  service: ReadinessService,
): Operation[] {
  return [
    defineOperation({
      id: 'readiness-list',
      method: 'get',
      path: '/readiness',
      summary: 'Lists data products and decision paths with their readiness',
      tag: TAG,
      query: readinessQuerySchema,
      response: readinessListSchema,
      handle: ({ query, credentials }) => service.list(query, credentials),
    }),
    defineOperation({
      id: 'readiness-facets',
      method: 'get',
      path: '/readiness/facets',
      summary: 'Counts what the list can be filtered by',
      tag: TAG,
      query: readinessQuerySchema.omit({
        limit: true,
        cursor: true,
        orderBy: true,
      }),
      response: readinessFacetsSchema,
      handle: ({ query, credentials }) => service.facets(query, credentials),
    }),
    defineOperation({
      id: 'readiness-get',
      method: 'get',
      path: '/readiness/{kind}/{namespace}/{name}',
      summary: 'Tells the readiness of one entity, check by check',
      tag: TAG,
      params: entityParamsSchema,
      response: readinessDetailSchema,
      errors: NOT_FOUND,
      handle: ({ params, credentials }) =>
        service.get(stringifyEntityRef(params), credentials),
    }),
    defineOperation({
      id: 'readiness-transitions',
      method: 'get',
      path: '/readiness/{kind}/{namespace}/{name}/transitions',
      summary: 'Lists the changes of an entity’s readiness, newest first',
      tag: TAG,
      params: entityParamsSchema,
      query: transitionsQuerySchema,
      response: transitionsSchema,
      errors: NOT_FOUND,
      handle: ({ params, query, credentials }) =>
        service.transitions(stringifyEntityRef(params), query, credentials),
    }),
    defineOperation({
      id: 'readiness-evaluate',
      method: 'post',
      path: '/readiness/evaluations',
      summary: 'Judges entities again, all of them when none are named',
      tag: TAG,
      body: evaluationRequestSchema,
      response: evaluationResponseSchema,
      errors: {
        403: 'The caller lacks data-products.readiness.evaluate',
        413: 'The body is over the limit that the message names',
        429: 'All entities are being judged already',
      },
      handle: ({ body, credentials }) =>
        service.evaluate(body.entityRefs, credentials),
    }),
    defineOperation({
      id: 'teams-list',
      method: 'get',
      path: '/teams',
      summary: 'Lists the readiness of teams, nested groups included',
      tag: 'teams',
      query: teamsQuerySchema,
      response: teamListSchema,
      handle: ({ query, credentials }) => service.listTeams(query, credentials),
    }),
    defineOperation({
      id: 'teams-get',
      method: 'get',
      path: '/teams/{kind}/{namespace}/{name}',
      summary: 'Tells the readiness of one team, with its trend',
      tag: 'teams',
      params: entityParamsSchema,
      response: teamDetailSchema,
      errors: NOT_FOUND,
      handle: ({ params, credentials }) =>
        service.team(stringifyEntityRef(params), credentials),
    }),
    defineOperation({
      id: 'domains-list',
      method: 'get',
      path: '/domains',
      summary: 'Lists the readiness of domains, with their trends',
      tag: 'teams',
      response: domainListSchema,
      handle: ({ credentials }) => service.listDomains(credentials),
    }),
    defineOperation({
      id: 'checks-list',
      method: 'get',
      path: '/checks',
      summary: 'Lists the checks in force',
      tag: TAG,
      response: checkListSchema,
      handle: async () => service.checks(),
    }),
  ];
}
