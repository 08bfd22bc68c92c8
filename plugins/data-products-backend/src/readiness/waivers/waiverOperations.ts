import {
  waiverDecisionSchema,
  waiverDetailSchema,
  waiverIdSchema,
  waiverListSchema,
  waiverRequestSchema,
  waiverRevocationSchema,
  waiversQuerySchema,
} from '@handoff/backstage-plugin-data-products-common';
import { z } from 'zod';
import { defineOperation, Operation } from '../../http';
import { WaiverService } from './WaiverService';

const TAG = 'waivers';
const params = z.object({ id: waiverIdSchema });
const NOT_FOUND = {
  404: 'There is no such waiver, or the caller may not read its entity',
};
const NO_APPROVER =
  'The caller is a service, requested the waiver, lacks the permission, or is no member of the party that decides; the message names it';
const OVER = 'The waiver is not in a state that allows it';

/** The API of waivers. */
export function createWaiverOperations(service: WaiverService): Operation[] {
  return [
    defineOperation({
      id: 'waiver-request',
      method: 'post',
      path: '/waivers',
      summary: 'Requests that an entity is exempted from a check for a while',
      tag: TAG,
      body: waiverRequestSchema,
      response: waiverDetailSchema,
      errors: {
        403: 'The caller is a service, or lacks data-products.waiver.request',
        404: 'There is no such entity, or the caller may not read it',
        409: 'Nobody can decide, or another request for the check waits',
      },
      handle: ({ body, credentials }) => service.request(body, credentials),
    }),
    defineOperation({
      id: 'waiver-list',
      method: 'get',
      path: '/waivers',
      summary: 'Lists waivers, newest first',
      tag: TAG,
      query: waiversQuerySchema,
      response: waiverListSchema,
      errors: { 403: 'The caller is a service, for which nothing waits' },
      handle: ({ query, credentials }) => service.list(query, credentials),
    }),
    defineOperation({
      id: 'waiver-get',
      method: 'get',
      path: '/waivers/{id}',
      summary: 'A waiver, and what the caller may do with it',
      tag: TAG,
      params,
      response: waiverDetailSchema,
      errors: NOT_FOUND,
      handle: ({ params: { id }, credentials }) => service.get(id, credentials),
    }),
    defineOperation({
      id: 'waiver-decide',
      method: 'post',
      path: '/waivers/{id}/decision',
      summary: 'Approves or rejects a waiver; never by who requested it',
      tag: TAG,
      params,
      body: waiverDecisionSchema,
      response: waiverDetailSchema,
      errors: { 403: NO_APPROVER, ...NOT_FOUND, 409: OVER },
      handle: ({ params: { id }, body, credentials }) =>
        service.decide(id, body, credentials),
    }),
    defineOperation({
      id: 'waiver-withdraw',
      method: 'post',
      path: '/waivers/{id}/withdrawal',
      summary: 'Takes a request back; only by who made it',
      tag: TAG,
      params,
      response: waiverDetailSchema,
      errors: {
        403: 'The caller has not requested it, or lacks data-products.waiver.request',
        ...NOT_FOUND,
        409: OVER,
      },
      handle: ({ params: { id }, credentials }) =>
        service.withdraw(id, credentials),
    }),
    defineOperation({
      id: 'waiver-revoke',
      method: 'post',
      path: '/waivers/{id}/revocation',
      summary: 'Ends a waiver that is in force',
      tag: TAG,
      params,
      body: waiverRevocationSchema,
      response: waiverDetailSchema,
      errors: { 403: NO_APPROVER, ...NOT_FOUND, 409: OVER },
      handle: ({ params: { id }, body, credentials }) =>
        service.revoke(id, body, credentials),
    }),
  ];
}
