import { Container } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  ledgerExportPermission,
  LedgerList,
} from '@handoff/backstage-plugin-data-products-common';
import { useId } from 'react';
import { DataProductsQueryProvider } from '../api';
import { Pager } from '../explore/Pager';
import { usePagedView } from '../explore/usePagedView';
import { focusRing, useLanguage } from '../look';
import { EmptyState, isHiddenFromReader, QueryState } from '../states';
import { useMessages } from '../translation';
import { LedgerDownloads } from './LedgerDownloads';
import { LedgerFilterForm } from './LedgerFilterForm';
import { LedgerTable } from './LedgerTable';
import { LEDGER_FILTERS, LEDGER_VIEW, toLedgerQuery } from './ledgerView';
import { PartialCheck } from './PartialCheck';
import { ProveFiles } from './ProveFiles';
import { useLedger } from './useLedger';
import { WholeCheck } from './WholeCheck';

const useStyles = makeStyles(theme => ({
  root: {
    ...focusRing(theme),
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    padding: theme.spacing(2, 0),
  },
  section: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.5),
    padding: theme.spacing(2),
  },
}));

/**
 * All that was signed, waived and decided, newest first, and whether the record
 * of it holds.
 *
 * @public
 */
export function LedgerPage() {
  return (
    <DataProductsQueryProvider>
      <LedgerPageBody />
    </DataProductsQueryProvider>
  );
}

function LedgerPageBody() {
  const classes = useStyles();
  const t = useMessages();
  const language = useLanguage();
  const navigation = usePagedView(LEDGER_VIEW);
  const { view } = navigation;
  const { filters } = view;
  const list = useLedger(toLedgerQuery(view));
  const isFiltered = LEDGER_FILTERS.some(name => filters[name]);
  const isHidden = list.error !== null && isHiddenFromReader(list.error);
  return (
    <Container>
      <div className={classes.root}>
        {list.data && !isHidden && <Verification list={list.data} />}
        {!isHidden && (
          <LedgerFilterForm
            // A link, or the way back, changes them from outside.
            key={LEDGER_FILTERS.map(name => filters[name]).join()}
            filters={filters}
            onChange={next => navigation.show({ filters: next })}
          />
        )}
        <QueryState query={list} what={t('ledger.what')} lines={12}>
          {data => (
            <>
              <Typography variant="body1" role="status">
                {t('ledger.summary', {
                  count: data.head.size,
                  entries: data.head.size.toLocaleString(language),
                })}
              </Typography>
              {data.items.length === 0 && !view.cursor ? (
                <NoEntry isFiltered={isFiltered} />
              ) : (
                <Paper>
                  <LedgerTable
                    items={data.items}
                    refreshing={list.isPlaceholderData}
                    onFilter={change =>
                      navigation.show({ filters: { ...filters, ...change } })
                    }
                  />
                  <Pager
                    page={navigation.page}
                    limit={view.limit}
                    onLimit={navigation.setLimit}
                    onPrevious={
                      view.cursor ? navigation.goToPrevious : undefined
                    }
                    onNext={
                      data.pageInfo.nextCursor && !list.isPlaceholderData
                        ? () => navigation.goToNext(data.pageInfo.nextCursor!)
                        : undefined
                    }
                  />
                </Paper>
              )}
            </>
          )}
        </QueryState>
      </div>
    </Container>
  );
}

function NoEntry(props: { isFiltered: boolean }) {
  const t = useMessages();
  return props.isFiltered ? (
    <EmptyState
      title={t('ledger.empty.filtered')}
      description={t('ledger.empty.loosen')}
    />
  ) : (
    <EmptyState title={t('ledger.empty.title')} />
  );
}

/** Whether the ledger holds, and what it takes to prove that elsewhere. */
function Verification(props: { list: LedgerList }) {
  const classes = useStyles();
  const t = useMessages();
  const titleId = useId();
  const { allowed, loading } = usePermission({
    permission: ledgerExportPermission,
  });
  return (
    <Paper
      component="section"
      className={classes.section}
      aria-labelledby={titleId}
    >
      <Typography id={titleId} variant="h5" component="h2">
        {t('ledger.chain.title')}
      </Typography>
      {!loading &&
        (allowed ? (
          <WholeCheck size={props.list.head.size} />
        ) : (
          <PartialCheck list={props.list} />
        ))}
      {!loading && <LedgerDownloads mayExport={allowed} />}
      <ProveFiles />
    </Paper>
  );
}
