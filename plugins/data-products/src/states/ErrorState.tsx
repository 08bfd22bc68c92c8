import { useMessages } from '../translation';
import { describeError } from './describeError';
import { Notice } from './Notice';
import { RetryButton } from './RetryButton';

/** What failed, why as far as is known, and a way to try again. */
export function ErrorState(props: {
  /** What could not be loaded, as a noun phrase: "the ownership map". */
  what: string;
  error: Error;
  onRetry?: () => void;
}) {
  const t = useMessages();
  const { status, reason } = describeError(props.error);
  return (
    <Notice
      icon="error"
      tone="bad"
      role="alert"
      title={t('states.error.title', { what: props.what })}
      description={
        status === undefined
          ? t('states.error.unreachable', { reason })
          : t('states.error.refused', { status: String(status), reason })
      }
      action={props.onRetry && <RetryButton onRetry={props.onRetry} />}
    />
  );
}
