import { waitingListSchema } from '@handoff/backstage-plugin-data-products-common';
import { defineOperation, Operation } from '../http';
import { WaitingService } from './WaitingService';

/** The API of the waiting slice. */
export function createWaitingOperations(service: WaitingService): Operation[] {
  return [
    defineOperation({
      id: 'waiting-list',
      method: 'get',
      path: '/waiting',
      summary:
        'Lists everything that waits for the caller, the most urgent first',
      tag: 'waiting',
      response: waitingListSchema,
      errors: { 403: 'The caller is no person' },
      handle: ({ credentials }) => service.list(credentials),
    }),
  ];
}
