import { useMessages } from '../translation';
import { Notice } from './Notice';

/** The reader may not see it; nothing tells whether it exists. */
export function NotAllowedState(props: {
  /** What is not shown, as a noun phrase. */
  what: string;
}) {
  const t = useMessages();
  return (
    <Notice
      icon="locked"
      tone="calm"
      role="status"
      title={t('states.notAllowed.title', { what: props.what })}
      description={t('states.notAllowed.description')}
    />
  );
}
