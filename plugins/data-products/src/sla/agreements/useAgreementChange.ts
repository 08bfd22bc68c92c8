import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { AgreementDetail } from '@handoff/backstage-plugin-data-products-common';
import { describeError } from '../../states';
import { agreementKey } from './useAgreements';

const CONFLICT = 409;

/**
 * Sends a change of an agreement, one at a time, and has everything that may
 * follow from it fetched again: the card, the tab, scores, and lists.
 *
 * @param id - of the agreement that is changed; absent for a new one
 */
export function useAgreementChange<T>(options: {
  id?: string;
  change: (input: T) => Promise<AgreementDetail>;
  onDone: (agreement: AgreementDetail) => void;
}) {
  const client = useQueryClient();
  // The second click of two may come before the button is seen disabled.
  const sending = useRef(false);
  const mutation = useMutation({
    mutationFn: options.change,
    onSuccess: agreement => {
      client.setQueryData(agreementKey(agreement.id), agreement);
      client.invalidateQueries({ queryKey: ['data-products'] });
      options.onDone(agreement);
    },
    onError: error => {
      if (options.id && describeError(error).status === CONFLICT) {
        client.invalidateQueries({ queryKey: agreementKey(options.id) });
      }
    },
    onSettled: () => {
      sending.current = false;
    },
  });
  return {
    isSending: mutation.isPending,
    error: mutation.error ?? undefined,
    /** Forgets what was refused. */
    reset: mutation.reset,
    send(input: T) {
      if (!sending.current) {
        sending.current = true;
        mutation.mutate(input);
      }
    },
  };
}
