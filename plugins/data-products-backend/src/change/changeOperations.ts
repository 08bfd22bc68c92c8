import {
  CHANGE_BODY_LIMIT,
  changeAcknowledgingSchema,
  changeDetailSchema,
  changeIdSchema,
  changeListSchema,
  changeNotifyingSchema,
  changeOverridingSchema,
  changePromotionSchema,
  changeProposalSchema,
  changesQuerySchema,
  changeWithdrawalSchema,
  contractDifferenceQuerySchema,
  contractDifferenceSchema,
  contractVersionListSchema,
  contractVersionsQuerySchema,
  gateAnswerSchema,
  rollbackRequestSchema,
  rollbackSchema,
} from '@handoff/backstage-plugin-data-products-common';
import { z } from 'zod';
import { defineOperation, entityParamsSchema, Operation } from '../http';
import { ChangeServices } from './ChangeServices';
import { ContractService } from './ContractService';

const TAG = 'changes';
const NOT_FOUND = 'It does not exist, or the caller may not see its entity';
const NOT_ALLOWED =
  'The caller lacks the permission, or it takes another person';
const ENDED = 'The change has ended already';

const params = z.object({ id: changeIdSchema });

/** The API of the change slice. */
export function createChangeOperations(
  changes: ChangeServices,
  contracts: ContractService,
): Operation[] {
  return [
    defineOperation({
      id: 'changes-list',
      method: 'get',
      path: '/changes',
      summary: 'Lists changes of entities that the caller may read',
      tag: TAG,
      query: changesQuerySchema,
      response: changeListSchema,
      handle: ({ query, credentials }) =>
        changes.reader.list(query, credentials),
    }),
    defineOperation({
      id: 'changes-propose',
      method: 'post',
      path: '/changes',
      summary:
        'Proposes a change, and tells what it differs in, what it affects, and who must act',
      tag: TAG,
      body: changeProposalSchema,
      bodyLimit: CHANGE_BODY_LIMIT,
      response: changeDetailSchema,
      errors: {
        403: NOT_ALLOWED,
        404: NOT_FOUND,
        409: 'Another change has the id',
        413: 'The contract is larger than what is taken',
      },
      handle: ({ body, credentials }) =>
        changes.proposals.propose(body, credentials),
    }),
    defineOperation({
      id: 'changes-get',
      method: 'get',
      path: '/changes/{id}',
      summary:
        'Tells a change whole: its differences, the verdict, the answers, and what the caller may do',
      tag: TAG,
      params,
      response: changeDetailSchema,
      errors: { 404: NOT_FOUND },
      handle: ({ params: { id }, credentials }) =>
        changes.reader.get(id, credentials),
    }),
    defineOperation({
      id: 'changes-gate',
      method: 'get',
      path: '/changes/{id}/gate',
      summary:
        'Tells whether a change may be promoted, and if not, whose turn it is',
      tag: TAG,
      params,
      response: gateAnswerSchema,
      errors: { 404: NOT_FOUND },
      handle: ({ params: { id }, credentials }) =>
        changes.reader.gate(id, credentials),
    }),
    defineOperation({
      id: 'changes-acknowledge',
      method: 'post',
      path: '/changes/{id}/acknowledgements',
      summary: 'Accepts a change for a party that is asked, or objects to it',
      tag: TAG,
      params,
      body: changeAcknowledgingSchema,
      response: changeDetailSchema,
      errors: { 403: NOT_ALLOWED, 404: NOT_FOUND, 409: ENDED },
      handle: ({ params: { id }, body, credentials }) =>
        changes.answers.acknowledge(id, body, credentials),
    }),
    defineOperation({
      id: 'changes-notify',
      method: 'post',
      path: '/changes/{id}/notifications',
      summary:
        'Tells a team of a change that affects it, and answers when it was told last',
      tag: TAG,
      params,
      body: changeNotifyingSchema,
      response: changeDetailSchema,
      errors: { 403: NOT_ALLOWED, 404: NOT_FOUND, 409: ENDED },
      handle: ({ params: { id }, body, credentials }) =>
        changes.notices.notify(id, body, credentials),
    }),
    defineOperation({
      id: 'changes-override',
      method: 'post',
      path: '/changes/{id}/overrides',
      summary: 'Lets a change pass for a while in spite of rules that block it',
      tag: TAG,
      params,
      body: changeOverridingSchema,
      response: changeDetailSchema,
      errors: {
        403: NOT_ALLOWED,
        404: NOT_FOUND,
        409: 'The change has ended already, or other rules block it',
      },
      handle: ({ params: { id }, body, credentials }) =>
        changes.overrides.override(id, body, credentials),
    }),
    defineOperation({
      id: 'changes-promote',
      method: 'post',
      path: '/changes/{id}/promotions',
      summary: 'Records that a change is in force, which the gate has let pass',
      tag: TAG,
      params,
      body: changePromotionSchema,
      response: changeDetailSchema,
      errors: {
        403: NOT_ALLOWED,
        404: NOT_FOUND,
        409: 'The gate blocks the change, it is of another commit, or it has ended already',
      },
      handle: ({ params: { id }, body, credentials }) =>
        changes.releases.promote(id, body, credentials),
    }),
    defineOperation({
      id: 'changes-withdraw',
      method: 'post',
      path: '/changes/{id}/withdrawal',
      summary: 'Takes a proposed change back',
      tag: TAG,
      params,
      body: changeWithdrawalSchema,
      response: changeDetailSchema,
      errors: { 403: NOT_ALLOWED, 404: NOT_FOUND, 409: ENDED },
      handle: ({ params: { id }, body, credentials }) =>
        changes.proposals.withdraw(id, body, credentials),
    }),
    defineOperation({
      id: 'rollbacks-report',
      method: 'post',
      path: '/rollbacks',
      summary: 'Records that an earlier release is in force again',
      tag: TAG,
      body: rollbackRequestSchema,
      response: rollbackSchema,
      errors: {
        403: NOT_ALLOWED,
        404: NOT_FOUND,
        409: 'Another rollback has the id, or the release is in force already',
      },
      handle: ({ body, credentials }) =>
        changes.releases.rollBack(body, credentials),
    }),
    defineOperation({
      id: 'contracts-versions',
      method: 'get',
      path: '/contracts/{kind}/{namespace}/{name}/versions',
      summary: 'Lists the contracts that the catalog had of a data product',
      tag: TAG,
      params: entityParamsSchema,
      query: contractVersionsQuerySchema,
      response: contractVersionListSchema,
      errors: { 404: NOT_FOUND },
      handle: ({ params: name, query, credentials }) =>
        contracts.list(name, query, credentials),
    }),
    defineOperation({
      id: 'contracts-difference',
      method: 'get',
      path: '/contracts/{kind}/{namespace}/{name}/difference',
      summary: 'Compares two contracts that the catalog had of a data product',
      tag: TAG,
      params: entityParamsSchema,
      query: contractDifferenceQuerySchema,
      response: contractDifferenceSchema,
      errors: { 404: NOT_FOUND },
      handle: ({ params: name, query, credentials }) =>
        contracts.difference(name, query, credentials),
    }),
  ];
}
