import { useCallback, useEffect, useRef, useState } from 'react';

/** What work of some seconds is given. */
export interface TaskContext {
  /** Aborted when nobody waits for it any more. */
  signal: AbortSignal;
  /** @param share - from 0 to 1 */
  onProgress: (share: number) => void;
}

/** How such work stands. */
export type Task<T> =
  | { state: 'idle' }
  | { state: 'running'; share: number }
  | { state: 'done'; result: T; at: string }
  | { state: 'failed'; error: Error };

/** Work that shows how far it is and can be cancelled; it ends with the component. */
export function useTask<T>(): {
  task: Task<T>;
  start: (work: (context: TaskContext) => Promise<T>) => void;
  cancel: () => void;
} {
  const [task, setTask] = useState<Task<T>>({ state: 'idle' });
  const running = useRef<AbortController>();

  const stop = useCallback(() => {
    running.current?.abort();
    running.current = undefined;
  }, []);
  useEffect(() => stop, [stop]);

  const start = useCallback(
    (work: (context: TaskContext) => Promise<T>) => {
      stop();
      const controller = new AbortController();
      running.current = controller;
      // What comes late, from work that was cancelled, is no news.
      const show = (next: Task<T>) => {
        if (running.current === controller) {
          setTask(next);
        }
      };
      show({ state: 'running', share: 0 });
      work({
        signal: controller.signal,
        onProgress: share => show({ state: 'running', share }),
      }).then(
        result => show({ state: 'done', result, at: new Date().toISOString() }),
        error => show({ state: 'failed', error }),
      );
    },
    [stop],
  );

  const cancel = useCallback(() => {
    stop();
    setTask({ state: 'idle' });
  }, [stop]);

  return { task, start, cancel };
}
