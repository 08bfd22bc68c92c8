import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useId, useState } from 'react';
import { ChangeDetail } from '@handoff/backstage-plugin-data-products-common';
import { ReasonedButton } from '../forms/ReasonedButton';
import { Subtle } from '../look';
import { useMessages } from '../translation';
import { AnswerDialog } from './AnswerDialog';
import { OverrideDialog } from './OverrideDialog';
import { WithdrawDialog } from './WithdrawDialog';

type Action = 'accept' | 'object' | 'override' | 'withdraw';

const ACTIONS: readonly Action[] = ['accept', 'object', 'override', 'withdraw'];

const useStyles = makeStyles(theme => ({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  reason: { marginTop: theme.spacing(0.5) },
}));

/** What can be done about an open change, and why not where the reader cannot. */
export function ChangeActions(props: { change: ChangeDetail }) {
  const { change } = props;
  const classes = useStyles();
  const t = useMessages();
  const [doing, setDoing] = useState<Action>();
  const [done, setDone] = useState('');
  const reasonsId = useId();
  const refusals = new Map(
    ACTIONS.map(action => [action, refusalOf(change, action)]),
  );
  const reasons = [...new Set(refusals.values())].filter(
    reason => reason !== undefined,
  );
  const idOf = (reason: string) => `${reasonsId}-${reasons.indexOf(reason)}`;
  const close = () => setDoing(undefined);
  const dialogs: Record<Action, () => ReactNode> = {
    accept: () => (
      <AnswerDialog
        change={change}
        decision="accept"
        onClose={close}
        onDone={setDone}
      />
    ),
    object: () => (
      <AnswerDialog
        change={change}
        decision="object"
        onClose={close}
        onDone={setDone}
      />
    ),
    override: () => (
      <OverrideDialog change={change} onClose={close} onDone={setDone} />
    ),
    withdraw: () => (
      <WithdrawDialog change={change} onClose={close} onDone={setDone} />
    ),
  };
  return (
    <div>
      {change.state === 'open' && (
        <>
          <div className={classes.buttons}>
            {ACTIONS.map(action => {
              const refusal = refusals.get(action);
              return (
                <ReasonedButton
                  key={action}
                  {...(action === 'accept' && {
                    variant: 'contained',
                    color: 'primary',
                  })}
                  label={t(`change.${action}.label`, { title: change.title })}
                  refusedBy={refusal && idOf(refusal)}
                  onClick={() => setDoing(action)}
                >
                  {t(`change.${action}.action`)}
                </ReasonedButton>
              );
            })}
          </div>
          {reasons.map(reason => (
            <div key={reason} id={idOf(reason)} className={classes.reason}>
              <Subtle>{reason}</Subtle>
            </div>
          ))}
        </>
      )}
      <span role="status">{done && <Subtle>{done}</Subtle>}</span>
      {doing && dialogs[doing]()}
    </div>
  );
}

/** Why the reader may not do something, in the server's words. */
function refusalOf(
  { reader }: ChangeDetail,
  action: Action,
): string | undefined {
  const { may, reason } =
    reader[action === 'accept' || action === 'object' ? 'acknowledge' : action];
  return may ? undefined : reason;
}
