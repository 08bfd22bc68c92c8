import { HandoffDetail } from '@handoff/backstage-plugin-data-products-common';
import { useChangeOf } from '../forms/useChangeOf';
import { handoffKey } from './useHandoffs';

/**
 * Sends a change of a handoff.
 *
 * @param id - of the handoff that is changed; absent for a new one
 */
export function useHandoffChange<T>(options: {
  id?: string;
  change: (input: T) => Promise<HandoffDetail>;
  onDone: (handoff: HandoffDetail) => void;
}) {
  return useChangeOf({ ...options, keyOf: handoffKey });
}
