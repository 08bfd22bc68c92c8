import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { describeError } from '../states';

const CONFLICT = 409;

/**
 * Sends a change of something, one at a time, and has everything that may
 * follow from it fetched again: its page, scores, and lists.
 *
 * @param id - of what is changed; absent for something new
 * @param keyOf - the cache's name for it
 */
export function useChangeOf<T, D extends { id: string }>(options: {
  id?: string;
  keyOf: (id: string) => string[];
  change: (input: T) => Promise<D>;
  onDone: (detail: D) => void;
}) {
  const { id, keyOf } = options;
  const client = useQueryClient();
  // The second click of two may come before the button is seen disabled.
  const sending = useRef(false);
  const mutation = useMutation({
    mutationFn: options.change,
    onSuccess: detail => {
      client.setQueryData(keyOf(detail.id), detail);
      client.invalidateQueries({ queryKey: ['data-products'] });
      options.onDone(detail);
    },
    onError: error => {
      if (id && describeError(error).status === CONFLICT) {
        client.invalidateQueries({ queryKey: keyOf(id) });
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
