import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { useMutation } from '@tanstack/react-query';
import { ledgerExportPermission } from '@handoff/backstage-plugin-data-products-common';
import { DateTime } from 'luxon';
import { useId } from 'react';
import { dataProductsApiRef } from '../api';
import { ReasonedButton } from '../forms/ReasonedButton';
import { saveFile, saveJson } from '../forms/saveFile';
import { Subtle } from '../look';
import { useErrorWords } from '../states';
import { useMessages } from '../translation';
import { TaskProgress } from './TaskProgress';
import { useTask } from './useTask';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1), justifyItems: 'start' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** Saves what proves the ledger elsewhere: all of it, and how far it has come. */
export function LedgerDownloads(props: { mayExport: boolean }) {
  const classes = useStyles();
  const t = useMessages();
  const errorWords = useErrorWords();
  const refusedId = useId();
  const api = useApi(dataProductsApiRef);
  const exporting = useTask<void>();
  const saveExport = () =>
    exporting.start(async ({ signal }) => {
      const stream = await api.exportLedger({ signal });
      // The browser gathers it outside of the page's memory.
      const content = await new Response(stream).blob();
      signal.throwIfAborted();
      saveFile(content, `ledger-${DateTime.utc().toISODate()}.ndjson`);
    });
  const checkpoint = useMutation({
    mutationFn: () => api.getLedgerCheckpoint(),
    onSuccess: answer =>
      saveJson(answer, `ledger-checkpoint-${answer.size}.json`),
  });
  const failure =
    exporting.task.state === 'failed'
      ? exporting.task.error
      : checkpoint.error ?? undefined;
  return (
    <div className={classes.root}>
      <div className={classes.buttons}>
        <ReasonedButton
          refusedBy={props.mayExport ? undefined : refusedId}
          onClick={saveExport}
        >
          {t('ledger.download.export')}
        </ReasonedButton>
        <ReasonedButton onClick={() => checkpoint.mutate()}>
          {t('ledger.download.checkpoint')}
        </ReasonedButton>
      </div>
      {!props.mayExport && (
        <div id={refusedId}>
          <Subtle>
            {t('ledger.download.refused', {
              permission: ledgerExportPermission.name,
            })}
          </Subtle>
        </div>
      )}
      {exporting.task.state === 'running' && (
        <TaskProgress
          label={t('ledger.download.exporting')}
          onCancel={exporting.cancel}
        />
      )}
      {failure && (
        <div role="alert">
          <Subtle>
            {t('ledger.download.failed', { reason: errorWords(failure) })}
          </Subtle>
        </div>
      )}
    </div>
  );
}
