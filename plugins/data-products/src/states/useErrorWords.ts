import { useMessages } from '../translation';
import { describeError } from './describeError';

/** Says in a sentence why a request failed, and what to do about it. */
export function useErrorWords(): (error: Error) => string {
  const t = useMessages();
  return error => {
    const { status, reason } = describeError(error);
    if (status === undefined) {
      return t('states.error.unreachable', { reason: reason ?? error.name });
    }
    return reason === undefined
      ? t('states.error.failed', { status: String(status) })
      : t('states.error.refused', { status: String(status), reason });
  };
}
