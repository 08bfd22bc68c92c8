import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useCallback, useEffect, useRef } from 'react';
import { dataProductsApiRef } from '../api';
import { Subtle, useLanguage } from '../look';
import { ErrorState } from '../states';
import { useMessages } from '../translation';
import { CheckResult } from './CheckResult';
import { checkLedger, LedgerCheck } from './checkLedger';
import { TaskProgress, toPercent } from './TaskProgress';
import { useTask } from './useTask';

/** So many entries are checked unasked: they come and are checked in a moment. */
const CHECKED_UNASKED = 2000;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1),
    justifyItems: 'start',
  },
  button: { textTransform: 'none' },
}));

/** Checks the chain from its first entry on, for those who may export it. */
export function WholeCheck(props: {
  /** How many entries there are now. */
  size: number;
}) {
  const { size } = props;
  const classes = useStyles();
  const t = useMessages();
  const language = useLanguage();
  const api = useApi(dataProductsApiRef);
  const { task, start, cancel } = useTask<LedgerCheck>();
  const check = useCallback(
    () => start(context => checkLedger(api, context)),
    [api, start],
  );
  const isUnasked = useRef(size <= CHECKED_UNASKED);
  useEffect(() => {
    if (isUnasked.current) {
      check();
    }
  }, [check]);

  const entries = size.toLocaleString(language);
  if (task.state === 'running') {
    return (
      <TaskProgress
        label={t('ledger.chain.checking', {
          percent: String(toPercent(task.share)),
        })}
        percent={toPercent(task.share)}
        onCancel={cancel}
      />
    );
  }
  if (task.state === 'failed') {
    return (
      <ErrorState
        what={t('ledger.chain.what')}
        error={task.error}
        onRetry={check}
      />
    );
  }
  const added =
    task.state === 'done' && task.result.proof.ok
      ? size - task.result.proof.entries
      : 0;
  return (
    <div className={classes.root}>
      {task.state === 'done' ? (
        <CheckResult check={task.result} at={task.at} />
      ) : (
        <Subtle>{t('ledger.chain.unchecked')}</Subtle>
      )}
      {added > 0 && (
        <Subtle component="p">
          {t('ledger.chain.since', {
            count: added,
            entries: added.toLocaleString(language),
          })}
        </Subtle>
      )}
      <Button
        size="small"
        variant="outlined"
        className={classes.button}
        onClick={check}
      >
        {task.state === 'done'
          ? t('ledger.chain.again')
          : t('ledger.chain.check', { count: size, entries })}
      </Button>
    </div>
  );
}
