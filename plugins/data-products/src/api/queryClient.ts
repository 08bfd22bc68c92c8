import { QueryClient } from '@tanstack/react-query';

/**
 * One cache for every page and card of the plugin, so that what one of them
 * has fetched is there for the next and is refreshed behind its back.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 1 && isWorthRetrying(error),
      retryDelay: 500,
    },
  },
});

/** A refusal stays one; only a server in trouble or a lost network may recover. */
function isWorthRetrying(error: Error): boolean {
  const { statusCode } = error as { statusCode?: number };
  return statusCode === undefined || statusCode >= 500;
}
