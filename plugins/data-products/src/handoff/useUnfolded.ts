import { useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom';

/**
 * Whether something is unfolded: by hand, or as the hash of the address names
 * a handoff that is in it, or an item of one.
 *
 * @param handoffs - Ids of the handoffs in it.
 */
export function useUnfolded(handoffs: readonly string[]) {
  const { hash } = useLocation();
  const [named] = hash.slice(1).split('/');
  const isNamed = handoffs.includes(named);
  const [isOpen, setOpen] = useState(isNamed);

  // The address may name another item while the page is open.
  useEffect(() => {
    if (isNamed) {
      setOpen(true);
    }
  }, [hash, isNamed]);

  return [isOpen, setOpen] as const;
}
