import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { HandoffDetail } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../api';
import { FormDialog } from '../forms/FormDialog';
import { LabelledField } from '../forms/LabelledField';
import { SubmitActions } from '../forms/SubmitActions';
import { useMessages } from '../translation';
import { useHandoffChange } from './useHandoffChange';

/** What the server keeps of a reason. */
const LONGEST_REASON = 1_000;

/** Takes a handoff back, for a reason. */
export function WithdrawDialog(props: {
  handoff: HandoffDetail;
  onClose: () => void;
  /** Told in words what was done. */
  onDone: (words: string) => void;
}) {
  const { handoff, onClose } = props;
  const t = useMessages();
  const api = useApi(dataProductsApiRef);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const isMissing = reason.trim() === '';
  const withdrawal = useHandoffChange({
    id: handoff.id,
    change: (given: string) =>
      api.withdrawHandoff(handoff.id, { reason: given }),
    onDone: () => {
      props.onDone(t('handoff.withdraw.done'));
      onClose();
    },
  });
  return (
    <FormDialog
      open
      title={t('handoff.withdraw.title', { release: handoff.release })}
      onClose={onClose}
      error={withdrawal.error}
      actions={
        <SubmitActions
          action={t('handoff.withdraw.action')}
          isSending={withdrawal.isSending}
          onCancel={onClose}
          onSubmit={() => {
            setAsked(true);
            if (!isMissing) {
              withdrawal.send(reason.trim());
            }
          }}
        />
      }
    >
      <Typography variant="body2" gutterBottom>
        {t('handoff.withdraw.description')}
      </Typography>
      <LabelledField
        label={t('handoff.withdraw.reason')}
        value={reason}
        onChange={setReason}
        required
        multiline
        inputProps={{ maxLength: LONGEST_REASON }}
        problem={asked && isMissing ? t('handoff.withdraw.missing') : undefined}
      />
    </FormDialog>
  );
}
