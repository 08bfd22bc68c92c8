import { UseQueryResult } from '@tanstack/react-query';
import { ReactNode } from 'react';
import { useMessages } from '../translation';
import { describeError, isHiddenFromReader } from './describeError';
import { ErrorState } from './ErrorState';
import { LoadingState } from './LoadingState';
import { NotAllowedState } from './NotAllowedState';
import { Notice } from './Notice';
import { RetryButton } from './RetryButton';
import { useErrorWords } from './useErrorWords';

/**
 * Shows what a query has: its data as soon and as long as there is any, with a
 * word when they could not be refreshed; otherwise that it is loading, failed
 * or is not for this reader.
 */
export function QueryState<T>(props: {
  query: UseQueryResult<T>;
  /** What is loaded, as a noun phrase: "the ownership map". */
  what: string;
  /** Height of the skeleton. */
  lines?: number;
  loading?: ReactNode;
  /** Stands in for "not allowed" where 404 has a better explanation. */
  absent?: ReactNode;
  children: (data: T) => ReactNode;
}) {
  const { query, what } = props;
  const t = useMessages();
  const errorWords = useErrorWords();
  const retry = () => {
    query.refetch();
  };

  // What the reader has lost access to is not shown from the cache either.
  const hidden = query.error !== null && isHiddenFromReader(query.error);
  if (query.data !== undefined && !hidden) {
    return (
      <>
        {query.error && (
          <Notice
            icon="error"
            tone="caution"
            role="status"
            title={t('states.stale.title', { what })}
            description={errorWords(query.error)}
            action={<RetryButton onRetry={retry} />}
          />
        )}
        {props.children(query.data)}
      </>
    );
  }
  if (query.error) {
    if (
      props.absent !== undefined &&
      describeError(query.error).status === 404
    ) {
      return <>{props.absent}</>;
    }
    return hidden ? (
      <NotAllowedState what={what} />
    ) : (
      <ErrorState what={what} error={query.error} onRetry={retry} />
    );
  }
  return (
    <>{props.loading ?? <LoadingState what={what} lines={props.lines} />}</>
  );
}
