import { makeStyles } from '@material-ui/core/styles';
import {
  describeLedgerProof,
  LedgerProof,
} from '@handoff/backstage-plugin-data-products-common';
import { useId, useState } from 'react';
import { ReasonedButton } from '../forms/ReasonedButton';
import { Subtle } from '../look';
import { useMessages } from '../translation';
import { KeptFiles, proveFiles } from './checkLedger';
import { TaskProgress, toPercent } from './TaskProgress';
import { useTask } from './useTask';
import { VerdictMark } from './VerdictMark';

/** A part of a sentence of the proof, which has one language. */
const KEY_HINT =
  'choose the key, unless you kept the checkpoint yourself, and use HTTPS and a browser that knows Ed25519';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.5),
    justifyItems: 'start',
    padding: theme.spacing(1, 0),
  },
  summary: { cursor: 'pointer' },
  field: { display: 'grid', gap: theme.spacing(0.5), maxWidth: '100%' },
  // Its own colour is not to be read on a dark page.
  input: { maxWidth: '100%', color: 'inherit', font: 'inherit' },
  lines: { margin: 0, overflowWrap: 'anywhere' },
}));

const FIELDS = ['exported', 'checkpoints', 'key'] as const;

/** Proves files that somebody kept, without the portal: they are read here. */
export function ProveFiles() {
  const classes = useStyles();
  const t = useMessages();
  const hintId = useId();
  const missingId = useId();
  const [files, setFiles] = useState<Partial<KeptFiles>>({});
  const { task, start, cancel } = useTask<{
    proof: LedgerProof;
    file: string;
  }>();
  const { exported, checkpoints, key } = files;
  const choose = (field: (typeof FIELDS)[number], file: File | undefined) => {
    // What is shown is of the files that are chosen.
    cancel();
    setFiles({ ...files, [field]: file });
  };
  const prove = () =>
    exported &&
    checkpoints &&
    start(async context => ({
      proof: await proveFiles({ exported, checkpoints, key }, context),
      file: exported.name,
    }));
  const isReady = exported && checkpoints;
  return (
    <details>
      <summary className={classes.summary}>{t('ledger.prove.title')}</summary>
      <div className={classes.root}>
        <div id={hintId}>
          <Subtle>{t('ledger.prove.hint')}</Subtle>
        </div>
        {FIELDS.map(field => (
          <label key={field} className={classes.field}>
            {t(`ledger.prove.${field}`)}
            <input
              type="file"
              className={classes.input}
              aria-describedby={hintId}
              onChange={event => choose(field, event.target.files?.[0])}
            />
          </label>
        ))}
        {task.state === 'running' ? (
          <TaskProgress
            label={t('ledger.prove.running', {
              percent: String(toPercent(task.share)),
            })}
            percent={toPercent(task.share)}
            onCancel={cancel}
          />
        ) : (
          <ReasonedButton
            refusedBy={isReady ? undefined : missingId}
            onClick={prove}
          >
            {t('ledger.prove.action')}
          </ReasonedButton>
        )}
        {!isReady && (
          <div id={missingId}>
            <Subtle>{t('ledger.prove.missing')}</Subtle>
          </div>
        )}
        {task.state === 'failed' && (
          <p role="alert" className={classes.lines}>
            {t('ledger.prove.failed', { reason: task.error.message })}
          </p>
        )}
        {task.state === 'done' && <Proof {...task.result} />}
      </div>
    </details>
  );
}

/** In the words of the command line tool. */
function Proof(props: { proof: LedgerProof; file: string }) {
  const { proof, file } = props;
  const classes = useStyles();
  const t = useMessages();
  return (
    <div role={proof.ok ? 'status' : 'alert'}>
      <VerdictMark ok={proof.ok}>
        {t(proof.ok ? 'ledger.prove.proved' : 'ledger.prove.notProved')}
      </VerdictMark>
      {describeLedgerProof(proof, { file, keyHint: KEY_HINT }).map(line => (
        <p key={line} className={classes.lines}>
          {line}
        </p>
      ))}
    </div>
  );
}
