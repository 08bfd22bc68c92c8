import { ReactNode, useState } from 'react';
import { ChangeDetail } from '@handoff/backstage-plugin-data-products-common';
import { FormDialog } from '../forms/FormDialog';
import { FormFields } from '../forms/FormFields';
import { LabelledField } from '../forms/LabelledField';
import { SubmitActions } from '../forms/SubmitActions';
import { useSentChange } from './useSentChange';

/** What the server keeps of a reason. */
const LONGEST_REASON = 1_000;

/** Something to be done about a change, with what the person says to it. */
export function ReasonDialog(props: {
  id: string;
  title: string;
  submit: string;
  /** What the field asks for. */
  label: string;
  /** What is said when it was left empty; nothing where it may be. */
  missing?: string;
  /** Whether all but the field is filled in. */
  isComplete?: boolean;
  send: (reason: string) => Promise<ChangeDetail>;
  onClose: () => void;
  onDone: () => void;
  /** Above the field: what is decided. */
  children?: ReactNode;
}) {
  const { missing, isComplete = true, onClose } = props;
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const problem =
    missing !== undefined && reason.trim() === '' ? missing : undefined;
  const sending = useSentChange({
    id: props.id,
    change: props.send,
    onDone: () => {
      props.onDone();
      onClose();
    },
  });
  return (
    <FormDialog
      open
      title={props.title}
      onClose={onClose}
      error={sending.error}
      actions={
        <SubmitActions
          action={props.submit}
          isSending={sending.isSending}
          disabled={!isComplete}
          onCancel={onClose}
          onSubmit={() => {
            setAsked(true);
            if (!problem) {
              sending.send(reason.trim());
            }
          }}
        />
      }
    >
      <FormFields>
        {props.children}
        <LabelledField
          label={props.label}
          value={reason}
          onChange={setReason}
          required={missing !== undefined}
          multiline
          inputProps={{ maxLength: LONGEST_REASON }}
          problem={asked ? problem : undefined}
        />
      </FormFields>
    </FormDialog>
  );
}
