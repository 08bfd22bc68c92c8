import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { anchorOfHash, elementIdOf } from './anchors';

/** The element that the address points at; brought into view when it changes. */
export function useAnchor(): string | undefined {
  const { hash } = useLocation();
  const anchor = anchorOfHash(hash);

  useEffect(() => {
    if (anchor !== undefined) {
      const element = document.getElementById(elementIdOf(anchor));
      element?.scrollIntoView?.({ block: 'center' });
    }
  }, [anchor]);

  return anchor;
}
