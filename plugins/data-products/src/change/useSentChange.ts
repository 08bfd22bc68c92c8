import { ChangeDetail } from '@handoff/backstage-plugin-data-products-common';
import { useChangeOf } from '../forms/useChangeOf';
import { changeKey } from './useChanges';

/**
 * Sends what somebody does about a change.
 *
 * @param id - of the change; absent for a new one
 */
export function useSentChange<T>(options: {
  id?: string;
  change: (input: T) => Promise<ChangeDetail>;
  onDone: (change: ChangeDetail) => void;
}) {
  return useChangeOf({ ...options, keyOf: changeKey });
}
