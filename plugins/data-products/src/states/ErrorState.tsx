import { useMessages } from '../translation';
import { Notice } from './Notice';
import { RetryButton } from './RetryButton';
import { useErrorWords } from './useErrorWords';

/** What failed, why as far as is known, and a way to try again. */
export function ErrorState(props: {
  /** What could not be loaded, as a noun phrase: "the ownership map". */
  what: string;
  error: Error;
  onRetry?: () => void;
}) {
  const t = useMessages();
  const errorWords = useErrorWords();
  return (
    <Notice
      icon="error"
      tone="bad"
      role="alert"
      title={t('states.error.title', { what: props.what })}
      description={errorWords(props.error)}
      action={props.onRetry && <RetryButton onRetry={props.onRetry} />}
    />
  );
}
