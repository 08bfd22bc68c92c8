import {
  agreementCounterProposalSchema,
  agreementDetailSchema,
  agreementExportQuerySchema,
  agreementExportSchema,
  agreementIdSchema,
  agreementListSchema,
  agreementProposalSchema,
  agreementSigningSchema,
  agreementsQuerySchema,
  agreementTerminationSchema,
} from '@handoff/backstage-plugin-data-products-common';
import { z } from 'zod';
import { defineOperation, Operation } from '../http';
import { AgreementService } from './AgreementService';

const TAG = 'agreements';
const NOT_FOUND = 'It does not exist, or the caller may not see its entity';
const NOT_A_PARTY =
  'The caller is no person, is no member of the party, or lacks the permission';

const params = z.object({ id: agreementIdSchema });

/** The API of the agreement slice. */
export function createAgreementOperations(
  service: AgreementService,
): Operation[] {
  return [
    defineOperation({
      id: 'agreements-list',
      method: 'get',
      path: '/agreements',
      summary: 'Lists agreements on entities that the caller may read',
      tag: TAG,
      query: agreementsQuerySchema,
      response: agreementListSchema,
      handle: ({ query, credentials }) => service.list(query, credentials),
    }),
    defineOperation({
      id: 'agreements-propose',
      method: 'post',
      path: '/agreements',
      summary: 'Proposes terms between the provider and one consumer',
      tag: TAG,
      body: agreementProposalSchema,
      response: agreementDetailSchema,
      errors: {
        403: NOT_A_PARTY,
        404: NOT_FOUND,
        409: 'There is an open proposal between the two, or another agreement has the id',
      },
      handle: ({ body, credentials }) => service.propose(body, credentials),
    }),
    defineOperation({
      id: 'agreements-get',
      method: 'get',
      path: '/agreements/{id}',
      summary:
        'Tells an agreement whole: its revisions, its signatures, and what the caller may do',
      tag: TAG,
      params,
      response: agreementDetailSchema,
      errors: { 404: NOT_FOUND },
      handle: ({ params: { id }, credentials }) => service.get(id, credentials),
    }),
    defineOperation({
      id: 'agreements-revise',
      method: 'post',
      path: '/agreements/{id}/revisions',
      summary: 'Answers the newest revision with other terms',
      tag: TAG,
      params,
      body: agreementCounterProposalSchema,
      response: agreementDetailSchema,
      errors: {
        403: NOT_A_PARTY,
        404: NOT_FOUND,
        409: 'Another revision is the newest, or it is no proposal any more',
      },
      handle: ({ params: { id }, body, credentials }) =>
        service.counterPropose(id, body, credentials),
    }),
    defineOperation({
      id: 'agreements-sign',
      method: 'post',
      path: '/agreements/{id}/signatures',
      summary: 'Signs the newest revision for a party, as the signer saw it',
      tag: TAG,
      params,
      body: agreementSigningSchema,
      response: agreementDetailSchema,
      errors: {
        403: NOT_A_PARTY,
        404: NOT_FOUND,
        409: 'Another revision is the newest, somebody else signed for the party, or it is no proposal any more',
      },
      handle: ({ params: { id }, body, credentials }) =>
        service.sign(id, body, credentials),
    }),
    defineOperation({
      id: 'agreements-terminate',
      method: 'post',
      path: '/agreements/{id}/termination',
      summary: 'Ends an agreement, or withdraws a proposal',
      tag: TAG,
      params,
      body: agreementTerminationSchema,
      response: agreementDetailSchema,
      errors: {
        403: NOT_A_PARTY,
        404: NOT_FOUND,
        409: 'It has ended already',
      },
      handle: ({ params: { id }, body, credentials }) =>
        service.terminate(id, body, credentials),
    }),
    defineOperation({
      id: 'agreements-export',
      method: 'get',
      path: '/agreements/{id}/export',
      summary: 'Exports the terms as an ODCS document, with the signatures',
      tag: TAG,
      params,
      query: agreementExportQuerySchema,
      response: agreementExportSchema,
      errors: { 404: NOT_FOUND },
      handle: ({ params: { id }, query, credentials }) =>
        service.export(id, query, credentials),
    }),
  ];
}
