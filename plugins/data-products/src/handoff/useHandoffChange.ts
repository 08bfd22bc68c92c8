import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { HandoffDetail } from '@handoff/backstage-plugin-data-products-common';
import { describeError } from '../states';
import { handoffKey } from './useHandoffs';

const CONFLICT = 409;

/**
 * Sends a change of a handoff, one at a time, and has everything that may
 * follow from it fetched again: the tab, scores, and lists.
 *
 * @param id - of the handoff that is changed; absent for a new one
 */
export function useHandoffChange<T>(options: {
  id?: string;
  change: (input: T) => Promise<HandoffDetail>;
  onDone: (handoff: HandoffDetail) => void;
}) {
  const client = useQueryClient();
  // The second click of two may come before the button is seen disabled.
  const sending = useRef(false);
  const mutation = useMutation({
    mutationFn: options.change,
    onSuccess: handoff => {
      client.setQueryData(handoffKey(handoff.id), handoff);
      client.invalidateQueries({ queryKey: ['data-products'] });
      options.onDone(handoff);
    },
    onError: error => {
      if (options.id && describeError(error).status === CONFLICT) {
        client.invalidateQueries({ queryKey: handoffKey(options.id) });
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
