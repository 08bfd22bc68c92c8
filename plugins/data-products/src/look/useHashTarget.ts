import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';

/**
 * Brings an element into view, and the keyboard to it, once it is there and
 * while the hash of the address names it. The element takes a `tabIndex` of -1.
 *
 * @param name - as in the hash
 */
export function useHashTarget<T extends HTMLElement>(name: string) {
  const ref = useRef<T>(null);
  const { hash } = useLocation();
  const isTarget = hash === `#${name}`;

  useEffect(() => {
    if (isTarget) {
      ref.current?.scrollIntoView?.({ block: 'center' });
      ref.current?.focus({ preventScroll: true });
    }
  }, [isTarget]);

  return ref;
}
