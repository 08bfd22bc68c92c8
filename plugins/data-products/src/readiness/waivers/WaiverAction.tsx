import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { WaiverDetail } from '@handoff/backstage-plugin-data-products-common';
import { DataProductsApi } from '../../api';
import { useMessages } from '../../translation';
import { ReasonField } from './ReasonField';
import { useWaiverChange } from './useWaivers';
import { WaiverDialog } from './WaiverDialog';
import { WaiverFacts } from './WaiverFacts';

const useStyles = makeStyles({ button: { textTransform: 'none' } });

/** What people do about a waiver that was requested. */
export type WaiverStep = 'approve' | 'reject' | 'withdraw' | 'revoke';

const CHANGES: Record<
  WaiverStep,
  (api: DataProductsApi, id: string, text: string) => Promise<unknown>
> = {
  approve: (api, id, text) => decide(api, id, 'approve', text),
  reject: (api, id, text) => decide(api, id, 'reject', text),
  withdraw: (api, id) => api.withdrawWaiver(id),
  revoke: (api, id, text) => api.revokeWaiver(id, { reason: text }),
};

/** A button that asks once more, showing what is decided about. */
export function WaiverAction(props: {
  waiver: WaiverDetail;
  step: WaiverStep;
}) {
  const { waiver, step } = props;
  const classes = useStyles();
  const t = useMessages();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const close = () => setOpen(false);
  const change = useWaiverChange(
    (api, said: string) => CHANGES[step](api, waiver.id, said),
    close,
  );
  const check = waiver.check.title ?? waiver.check.id;
  const action = t(`waiver.${step}.action`);
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        className={classes.button}
        aria-haspopup="dialog"
        aria-label={t(`waiver.${step}.label`, { check })}
        onClick={() => {
          change.reset();
          setText('');
          setOpen(true);
        }}
      >
        {action}
      </Button>
      <WaiverDialog
        open={open}
        title={t(`waiver.${step}.title`, { check })}
        action={action}
        isPending={change.isPending}
        error={change.error}
        onClose={close}
        onSubmit={() => change.mutate(text.trim())}
      >
        <WaiverFacts waiver={waiver} />
        {step !== 'withdraw' && (
          <ReasonField
            label={t(
              step === 'revoke' ? 'waiver.revokeReason' : 'waiver.comment',
            )}
            value={text}
            required={step === 'revoke'}
            onChange={setText}
          />
        )}
      </WaiverDialog>
    </>
  );
}

function decide(
  api: DataProductsApi,
  id: string,
  decision: 'approve' | 'reject',
  text: string,
): Promise<unknown> {
  return api.decideWaiver(id, { decision, comment: text || undefined });
}
