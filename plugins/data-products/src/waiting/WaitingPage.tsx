import { Container } from '@backstage/ui';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { useSearchParams } from 'react-router-dom';
import { WaitingItem } from '@handoff/backstage-plugin-data-products-common';
import { DataProductsQueryProvider } from '../api';
import { focusRing } from '../look';
import { EmptyState, QueryState } from '../states';
import { useMessages } from '../translation';
import { KindFilter } from './KindFilter';
import { useWaiting } from './useWaiting';
import { WaitingRow } from './WaitingRow';
import { readKind } from './waitingView';

const useStyles = makeStyles(theme => ({
  root: {
    ...focusRing(theme),
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    padding: theme.spacing(2, 0),
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
}));

/**
 * Everything that waits for the reader: sign-offs, agreements and waivers, the
 * most urgent first.
 *
 * @public
 */
export function WaitingPage() {
  return (
    <DataProductsQueryProvider>
      <WaitingPageBody />
    </DataProductsQueryProvider>
  );
}

function WaitingPageBody() {
  const classes = useStyles();
  const t = useMessages();
  const titleId = useId();
  const query = useWaiting();
  return (
    <Container>
      <section className={classes.root} aria-labelledby={titleId}>
        <Typography id={titleId} variant="h5" component="h2">
          {t('waiting.title')}
        </Typography>
        <QueryState query={query} what={t('waiting.what')} lines={8}>
          {items =>
            items.length === 0 ? (
              <EmptyState
                title={t('waiting.empty.title')}
                description={t('waiting.empty.description')}
              />
            ) : (
              <WaitingList items={items} labelledBy={titleId} />
            )
          }
        </QueryState>
      </section>
    </Container>
  );
}

function WaitingList(props: { items: WaitingItem[]; labelledBy: string }) {
  const { items, labelledBy } = props;
  const classes = useStyles();
  const [search, setSearch] = useSearchParams();
  const asked = readKind(search);
  // What was the last of its kind is done: the rest is more use than nothing.
  const kind = items.some(item => item.kind === asked) ? asked : undefined;
  return (
    <>
      <KindFilter
        items={items}
        kind={kind}
        onChange={next => setSearch(next ? { kind: next } : {})}
      />
      <ul className={classes.list} aria-labelledby={labelledBy}>
        {items
          .filter(item => kind === undefined || item.kind === kind)
          .map(item => (
            <WaitingRow key={item.id} item={item} />
          ))}
      </ul>
    </>
  );
}
