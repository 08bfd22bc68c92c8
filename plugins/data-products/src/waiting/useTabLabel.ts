import { useWaiting } from './useWaiting';

/** Adds to the title of the tab how much waits: "Waiting for me (3)". */
export function useTabLabel(): (title: string) => string {
  const { data, isError } = useWaiting();
  // What could not be read again is told of on the tab itself.
  return title =>
    data?.length && !isError ? `${title} (${data.length})` : title;
}
