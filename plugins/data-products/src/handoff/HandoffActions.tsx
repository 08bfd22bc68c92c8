import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useState } from 'react';
import { HandoffDetail } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../api';
import { Subtle } from '../look';
import { ReasonedButton } from '../forms/ReasonedButton';
import { useErrorWords } from '../states';
import { useMessages } from '../translation';
import { useHandoffChange } from './useHandoffChange';
import { WithdrawDialog } from './WithdrawDialog';

const useStyles = makeStyles(theme => ({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** Completing and withdrawing, and why not where that cannot be. */
export function HandoffActions(props: { handoff: HandoffDetail }) {
  const { handoff } = props;
  const { complete, withdraw } = handoff.reader;
  const classes = useStyles();
  const t = useMessages();
  const errorWords = useErrorWords();
  const api = useApi(dataProductsApiRef);
  const [withdrawing, setWithdrawing] = useState(false);
  const [done, setDone] = useState('');
  const completeId = useId();
  const withdrawId = useId();
  const completion = useHandoffChange({
    id: handoff.id,
    change: (fingerprint: string) =>
      api.completeHandoff(handoff.id, { fingerprint }),
    onDone: () =>
      setDone(t('handoff.complete.done', { release: handoff.release })),
  });
  // Also of a sign-off that has lapsed since: there is nothing left to complete.
  const isOver =
    handoff.state === 'withdrawn' || handoff.completion !== undefined;
  return (
    <>
      {!isOver && (
        <>
          <div className={classes.buttons}>
            <ReasonedButton
              variant="contained"
              color="primary"
              refusedBy={complete.allowed ? undefined : completeId}
              onClick={() =>
                handoff.content && completion.send(handoff.content.fingerprint)
              }
            >
              {completion.isSending
                ? t('form.sending')
                : t('handoff.complete.action')}
            </ReasonedButton>
            <ReasonedButton
              refusedBy={withdraw.allowed ? undefined : withdrawId}
              onClick={() => setWithdrawing(true)}
            >
              {t('handoff.withdraw.action')}
            </ReasonedButton>
          </div>
          {complete.reason && (
            <div id={completeId}>
              <Subtle>{complete.reason}</Subtle>
            </div>
          )}
          {withdraw.reason && (
            <div id={withdrawId}>
              <Subtle>{withdraw.reason}</Subtle>
            </div>
          )}
        </>
      )}
      {completion.error && (
        <div role="alert">
          <Subtle>{errorWords(completion.error)}</Subtle>
        </div>
      )}
      <span role="status">{done && <Subtle>{done}</Subtle>}</span>
      {withdrawing && (
        <WithdrawDialog
          handoff={handoff}
          onClose={() => setWithdrawing(false)}
          onDone={setDone}
        />
      )}
    </>
  );
}
