import {
  checklistListSchema,
  checklistsQuerySchema,
  handoffCompletionSchema,
  handoffDetailSchema,
  handoffIdSchema,
  handoffListSchema,
  handoffRequestSchema,
  handoffSigningSchema,
  handoffsQuerySchema,
  handoffWithdrawalSchema,
} from '@handoff/backstage-plugin-data-products-common';
import { z } from 'zod';
import { defineOperation, Operation } from '../http';
import { HandoffReader } from './HandoffReader';
import { HandoffService } from './HandoffService';

const TAG = 'handoffs';
const NOT_FOUND = 'It does not exist, or the caller may not see its entity';
const NOT_ALLOWED =
  'The caller is no person, does not hold the role, or lacks the permission';

const params = z.object({ id: handoffIdSchema });
const itemParams = params.extend({ itemId: z.string().min(1).max(64) });

/** The API of the handoff slice. */
export function createHandoffOperations(
  reader: HandoffReader,
  service: HandoffService,
): Operation[] {
  return [
    defineOperation({
      id: 'checklists-list',
      method: 'get',
      path: '/checklists',
      summary: 'Lists the checklists by which handoffs can be requested',
      tag: TAG,
      query: checklistsQuerySchema,
      response: checklistListSchema,
      errors: {
        404: 'The entity does not exist, or the caller may not see it',
      },
      handle: ({ query, credentials }) =>
        reader.listChecklists(query, credentials),
    }),
    defineOperation({
      id: 'handoffs-list',
      method: 'get',
      path: '/handoffs',
      summary:
        'Lists handoffs of entities that the caller may read, newest first',
      tag: TAG,
      query: handoffsQuerySchema,
      response: handoffListSchema,
      errors: {
        403: 'Who is waited for is asked, and the caller is no person',
      },
      handle: ({ query, credentials }) => reader.list(query, credentials),
    }),
    defineOperation({
      id: 'handoffs-request',
      method: 'post',
      path: '/handoffs',
      summary: 'Asks for a release to go from one stage to another',
      tag: TAG,
      body: handoffRequestSchema,
      response: handoffDetailSchema,
      errors: {
        403: NOT_ALLOWED,
        404: 'The entity does not exist, or the caller may not see it',
        409: 'Another release is declared, the same handoff is open, or another one has the id',
      },
      handle: ({ body, credentials }) => service.request(body, credentials),
    }),
    defineOperation({
      id: 'handoffs-get',
      method: 'get',
      path: '/handoffs/{id}',
      summary:
        'Tells a handoff whole: what is signed, by whom, what has changed, and what the caller may do',
      tag: TAG,
      params,
      response: handoffDetailSchema,
      errors: { 404: NOT_FOUND },
      handle: ({ params: { id }, credentials }) => reader.get(id, credentials),
    }),
    defineOperation({
      id: 'handoffs-sign',
      method: 'post',
      path: '/handoffs/{id}/items/{itemId}/signatures',
      summary: 'Approves or rejects one item, for the content that was shown',
      tag: TAG,
      params: itemParams,
      body: handoffSigningSchema,
      response: handoffDetailSchema,
      errors: {
        403: NOT_ALLOWED,
        404: NOT_FOUND,
        409: 'The content has changed since it was shown, or the handoff takes no signature of the item now',
      },
      handle: ({ params: { id, itemId }, body, credentials }) =>
        service.sign(id, itemId, body, credentials),
    }),
    defineOperation({
      id: 'handoffs-withdraw',
      method: 'post',
      path: '/handoffs/{id}/withdrawal',
      summary: 'Takes a handoff back',
      tag: TAG,
      params,
      body: handoffWithdrawalSchema,
      response: handoffDetailSchema,
      errors: {
        403: NOT_ALLOWED,
        404: NOT_FOUND,
        409: 'It is completed, or withdrawn',
      },
      handle: ({ params: { id }, body, credentials }) =>
        service.withdraw(id, body, credentials),
    }),
    defineOperation({
      id: 'handoffs-complete',
      method: 'post',
      path: '/handoffs/{id}/completion',
      summary: 'Signs the release off, once everything required is approved',
      tag: TAG,
      params,
      body: handoffCompletionSchema,
      response: handoffDetailSchema,
      errors: {
        403: NOT_ALLOWED,
        404: NOT_FOUND,
        409: 'It is not approved, or the content has changed since it was shown',
      },
      handle: ({ params: { id }, body, credentials }) =>
        service.complete(id, body, credentials),
    }),
  ];
}
