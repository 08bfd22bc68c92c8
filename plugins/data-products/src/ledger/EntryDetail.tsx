import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  canonicalJson,
  LedgerRecord,
} from '@handoff/backstage-plugin-data-products-common';
import { DateTime } from 'luxon';
import { useMemo } from 'react';
import { Fact, Facts, ScrollRegion, useLanguage } from '../look';
import { Notice } from '../states';
import { useMessages } from '../translation';
import { checkEntry } from './checkShown';
import { EntryHash } from './EntryHash';
import { LedgerFilters } from './ledgerView';
import { PayloadFacts } from './PayloadFacts';
import { VerdictMark } from './VerdictMark';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1, 0),
  },
  json: {
    margin: 0,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: '0.8125rem',
  },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    '& button': { textTransform: 'none' },
  },
}));

const JSON_HEIGHT = 320;

/** One entry whole: what was recorded in words and as it was hashed, and its hashes. */
export function EntryDetail(props: {
  entry: LedgerRecord;
  onFilter: (filters: Partial<LedgerFilters>) => void;
}) {
  const { entry, onFilter } = props;
  const { seq, at, actor, subject, payload } = entry;
  const classes = useStyles();
  const t = useMessages();
  const locale = useLanguage();
  const wrong = useMemo(() => checkEntry(entry), [entry]);
  return (
    <div className={classes.root}>
      {payload ? (
        <PayloadFacts payload={payload} />
      ) : (
        <Notice
          icon="locked"
          tone="calm"
          title={t('ledger.entry.hidden')}
          description={t('ledger.entry.hiddenWhy')}
        />
      )}
      <VerdictMark ok={wrong === undefined}>
        {wrong ?? t('ledger.entry.right')}
      </VerdictMark>
      <Facts>
        <Fact label={t('ledger.entry.at')}>
          <time dateTime={at}>
            {DateTime.fromISO(at, { locale }).toLocaleString(
              DateTime.DATETIME_FULL_WITH_SECONDS,
            )}
          </time>
        </Fact>
        <Fact label={t('ledger.entry.hash')}>
          <EntryHash value={entry.hash} />
        </Fact>
        <Fact label={t('ledger.entry.prevHash')}>
          <EntryHash value={entry.prevHash} />
        </Fact>
        <Fact label={t('ledger.entry.payloadHash')}>
          <EntryHash value={entry.payloadHash} />
        </Fact>
      </Facts>
      {payload && (
        <details>
          <summary>{t('ledger.entry.json')}</summary>
          <ScrollRegion
            label={t('ledger.entry.jsonLabel', { seq: String(seq) })}
            maxHeight={JSON_HEIGHT}
          >
            <pre className={classes.json}>{canonicalJson(payload)}</pre>
          </ScrollRegion>
        </details>
      )}
      <div className={classes.buttons}>
        <Button
          size="small"
          variant="outlined"
          onClick={() => onFilter({ subject })}
        >
          {t('ledger.filter.onlySubject')}
        </Button>
        <Button
          size="small"
          variant="outlined"
          onClick={() => onFilter({ actor })}
        >
          {t('ledger.filter.onlyActor')}
        </Button>
      </div>
    </div>
  );
}
