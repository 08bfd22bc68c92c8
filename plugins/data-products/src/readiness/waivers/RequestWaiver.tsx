import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { useId, useState } from 'react';
import {
  WaiverRequest,
  waiverRequestPermission,
} from '@handoff/backstage-plugin-data-products-common';
import { Subtle } from '../../look';
import { useMessages } from '../../translation';
import { endDays, endOfDay } from './endDays';
import { ReasonField } from './ReasonField';
import { useWaiverChange } from './useWaivers';
import { WaiverDialog } from './WaiverDialog';

const useStyles = makeStyles({ button: { textTransform: 'none' } });

/** Asks for an exemption from a check; not there for those who may not. */
export function RequestWaiver(props: {
  entityRef: string;
  check: { id: string; title: string };
  maxDays: number;
}) {
  const { entityRef, check, maxDays } = props;
  const classes = useStyles();
  const t = useMessages();
  const dayId = useId();
  const { allowed } = usePermission({
    permission: waiverRequestPermission,
    resourceRef: entityRef,
  });
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [day, setDay] = useState('');
  const close = () => setOpen(false);
  const change = useWaiverChange(
    (api, request: WaiverRequest) => api.requestWaiver(request),
    close,
  );
  if (!allowed) {
    return null;
  }
  const { first, last } = endDays(maxDays, new Date());
  return (
    <>
      <Button
        size="small"
        className={classes.button}
        aria-haspopup="dialog"
        aria-label={t('waiver.request.label', { check: check.title })}
        onClick={() => {
          change.reset();
          setOpen(true);
        }}
      >
        {t('waiver.request.action')}
      </Button>
      <WaiverDialog
        open={open}
        title={t('waiver.request.title', { check: check.title })}
        action={t('waiver.request.send')}
        isPending={change.isPending}
        error={change.error}
        onClose={close}
        onSubmit={() =>
          change.mutate({
            entityRef,
            check: check.id,
            reason: reason.trim(),
            until: endOfDay(day),
          })
        }
      >
        <Subtle component="p">{t('waiver.request.explanation')}</Subtle>
        <ReasonField
          label={t('waiver.reason')}
          value={reason}
          required
          onChange={setReason}
        />
        <TextField
          id={dayId}
          label={t('waiver.lastDay')}
          type="date"
          value={day}
          onChange={event => setDay(event.target.value)}
          required
          helperText={t('waiver.longest', { count: maxDays })}
          inputProps={{ min: first, max: last }}
          InputLabelProps={{ shrink: true }}
          variant="outlined"
        />
      </WaiverDialog>
    </>
  );
}
