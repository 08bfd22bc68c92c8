import {
  ledgerCheckpointSchema,
  ledgerListSchema,
  ledgerQuerySchema,
  ledgerRecordSchema,
} from '@handoff/backstage-plugin-data-products-common';
import { defineOperation, Operation } from '../http';
import { LedgerService } from './LedgerService';

const TAG = 'ledger';
const MAY_NOT_READ = { 403: 'The caller lacks data-products.ledger.read' };

/** The API of the ledger slice. */
export function createLedgerOperations(service: LedgerService): Operation[] {
  return [
    defineOperation({
      id: 'ledger-list',
      method: 'get',
      path: '/ledger',
      summary:
        'Lists what was signed, waived and decided, newest first; payloads of subjects that the caller may not read are left out',
      tag: TAG,
      query: ledgerQuerySchema,
      response: ledgerListSchema,
      errors: MAY_NOT_READ,
      handle: ({ query, credentials }) => service.list(query, credentials),
    }),
    defineOperation({
      id: 'ledger-export',
      method: 'get',
      path: '/ledger/export',
      summary:
        'Sends the whole ledger, oldest first, in the form that is verified offline',
      tag: TAG,
      response: ledgerRecordSchema,
      errors: { 403: 'The caller lacks data-products.ledger.export' },
      sendLines: ({ credentials }) => service.export(credentials),
    }),
    defineOperation({
      id: 'ledger-checkpoint',
      method: 'get',
      path: '/ledger/checkpoint',
      summary: 'Signs how far the ledger has come',
      tag: TAG,
      response: ledgerCheckpointSchema,
      errors: MAY_NOT_READ,
      handle: ({ credentials }) => service.checkpoint(credentials),
    }),
  ];
}
