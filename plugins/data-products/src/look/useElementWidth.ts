import { RefCallback, useCallback, useRef, useState } from 'react';

/**
 * The width of an element in pixels, followed as it changes; `undefined` until
 * it is known.
 */
export function useElementWidth(): [
  ref: RefCallback<HTMLElement>,
  width: number | undefined,
] {
  const [width, setWidth] = useState<number>();
  const observer = useRef<ResizeObserver>();

  const ref = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    if (element && typeof ResizeObserver !== 'undefined') {
      observer.current = new ResizeObserver(entries =>
        setWidth(entries[0]?.contentRect.width),
      );
      observer.current.observe(element);
    }
  }, []);

  return [ref, width];
}
