import { Notice } from '../states';
import { useMessages } from '../translation';

/** That a form was not sent, as something in it is marked. */
export function UnsentNotice() {
  const t = useMessages();
  return (
    <Notice icon="error" tone="bad" role="alert" title={t('form.unsent')} />
  );
}
