import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { AgreementDetail } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../../api';
import { useMessages } from '../../translation';
import { FormDialog } from '../../forms/FormDialog';
import { LabelledField } from '../../forms/LabelledField';
import { SubmitActions } from '../../forms/SubmitActions';
import { partyName } from './partyName';
import { useAgreementChange } from './useAgreementChange';

/** What the server keeps of a reason. */
const LONGEST_REASON = 1_000;

/** Ends an agreement, or withdraws a proposal, for a reason. */
export function TerminateDialog(props: {
  agreement: AgreementDetail;
  onClose: () => void;
  /** Told in words what was done. */
  onDone: (words: string) => void;
}) {
  const { agreement, onClose } = props;
  const t = useMessages();
  const api = useApi(dataProductsApiRef);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const missing = reason.trim() === '';
  const ending = useAgreementChange({
    id: agreement.id,
    change: (given: string) =>
      api.terminateAgreement(agreement.id, { reason: given }),
    onDone: () => {
      props.onDone(t('agreement.terminate.done'));
      onClose();
    },
  });
  const isProposal = agreement.state === 'proposed';
  const party = partyName(agreement, 'consumer');
  return (
    <FormDialog
      open
      title={
        isProposal
          ? t('agreement.terminate.withdrawTitle', { party })
          : t('agreement.terminate.title', { party })
      }
      onClose={onClose}
      error={ending.error}
      actions={
        <SubmitActions
          action={t(
            isProposal
              ? 'agreement.terminate.withdraw'
              : 'agreement.terminate.action',
          )}
          isSending={ending.isSending}
          onCancel={onClose}
          onSubmit={() => {
            setAsked(true);
            if (!missing) {
              ending.send(reason.trim());
            }
          }}
        />
      }
    >
      <Typography variant="body2" gutterBottom>
        {t('agreement.terminate.description')}
      </Typography>
      <LabelledField
        label={t('agreement.terminate.reason')}
        value={reason}
        onChange={setReason}
        required
        multiline
        inputProps={{ maxLength: LONGEST_REASON }}
        hint={t('agreement.terminate.reasonHint')}
        problem={asked && missing ? t('agreement.problem.reason') : undefined}
      />
    </FormDialog>
  );
}
