import Button from '@material-ui/core/Button';
import { useMessages } from '../translation';

/** How a dialog with a form ends: by leaving it, or by sending it. */
export function SubmitActions(props: {
  /** What the button says that sends it. */
  action: string;
  /** While it is sent, the button says so, and cannot be pressed. */
  isSending?: boolean;
  /** Whether it cannot be sent for any other reason. */
  disabled?: boolean;
  onCancel: () => void;
  /** Left out within a form element, which the button then submits. */
  onSubmit?: () => void;
}) {
  const { action, isSending = false, disabled = false, onSubmit } = props;
  const t = useMessages();
  return (
    <>
      <Button onClick={props.onCancel}>{t('form.cancel')}</Button>
      <Button
        type={onSubmit ? 'button' : 'submit'}
        variant="contained"
        color="primary"
        disabled={disabled || isSending}
        onClick={onSubmit}
      >
        {isSending ? t('form.sending') : action}
      </Button>
    </>
  );
}
