import { AgreementDetail } from '@handoff/backstage-plugin-data-products-common';
import { useChangeOf } from '../../forms/useChangeOf';
import { agreementKey } from './useAgreements';

/**
 * Sends a change of an agreement.
 *
 * @param id - of the agreement that is changed; absent for a new one
 */
export function useAgreementChange<T>(options: {
  id?: string;
  change: (input: T) => Promise<AgreementDetail>;
  onDone: (agreement: AgreementDetail) => void;
}) {
  return useChangeOf({ ...options, keyOf: agreementKey });
}
