import { Container } from '@backstage/ui';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { DataProductsQueryProvider } from '../api';
import { focusRing } from '../look';
import { LoadingState, QueryState } from '../states';
import { useMessages } from '../translation';
import { ActiveFilterList } from './ActiveFilterList';
import { toReadinessQuery } from './exploreView';
import { FilterBar } from './FilterBar';
import { NoMatch } from './NoMatch';
import { OrderSelect } from './OrderSelect';
import { Pager } from './Pager';
import { ProductTable } from './ProductTable';
import { useExploreView } from './useExploreView';
import { useReaderContext } from './useReaderContext';
import { useReadinessList } from './useReadinessList';

const useStyles = makeStyles(theme => ({
  root: {
    ...focusRing(theme),
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    padding: theme.spacing(2, 0),
  },
  summary: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
  },
  state: { padding: theme.spacing(2) },
}));

/**
 * Every data product and decision path that the reader may see: searchable,
 * filterable, a page at a time.
 *
 * @public
 */
export function ExplorePage() {
  return (
    <DataProductsQueryProvider>
      <ExplorePageBody />
    </DataProductsQueryProvider>
  );
}

function ExplorePageBody() {
  const classes = useStyles();
  const t = useMessages();
  const navigation = useExploreView();
  const { view } = navigation;
  const reader = useReaderContext();
  const waiting =
    (view.filters.mine && reader.ownershipRefs === undefined) ||
    (view.filters.starred && reader.starredRefs === undefined);
  const filterQuery = toReadinessQuery(view.filters, reader);
  const list = useReadinessList(
    filterQuery && {
      ...filterQuery,
      orderBy: view.orderBy,
      limit: view.limit,
      cursor: view.cursor,
    },
  );
  const noMatch = (
    <div className={classes.state}>
      <NoMatch
        filters={view.filters}
        reader={reader}
        onChange={filters => navigation.setFilters(filters)}
      />
    </div>
  );
  const loading = (
    <div className={classes.state}>
      <LoadingState what={t('explore.what')} lines={10} />
    </div>
  );

  return (
    <Container>
      <div className={classes.root}>
        <FilterBar
          filters={view.filters}
          reader={reader}
          onChange={filters => navigation.setFilters(filters)}
          onSearch={q =>
            navigation.setFilters({ ...view.filters, q }, { replace: true })
          }
        />
        <ActiveFilterList
          filters={view.filters}
          onChange={filters => navigation.setFilters(filters)}
        />
        <div className={classes.summary}>
          <Typography role="status" variant="body1">
            {filterQuery &&
              list.data &&
              [
                t('explore.summary', { count: list.data.totalItems }),
                list.data.totalItems > 0 &&
                  t('explore.attention', { count: list.data.needAttention }),
              ]
                .filter(Boolean)
                .join(' · ')}
          </Typography>
          <OrderSelect orderBy={view.orderBy} onChange={navigation.setOrder} />
        </div>
        <Paper>
          {waiting && loading}
          {!waiting && !filterQuery && noMatch}
          {!waiting && filterQuery && (
            <QueryState query={list} what={t('explore.what')} loading={loading}>
              {({ items, pageInfo }) =>
                items.length === 0 && !view.cursor ? (
                  noMatch
                ) : (
                  <>
                    <ProductTable
                      items={items}
                      orderBy={view.orderBy}
                      onOrder={navigation.setOrder}
                      refreshing={list.isPlaceholderData}
                    />
                    <Pager
                      page={navigation.page}
                      limit={view.limit}
                      onLimit={navigation.setLimit}
                      onPrevious={
                        view.cursor ? navigation.goToPrevious : undefined
                      }
                      onNext={
                        pageInfo.nextCursor && !list.isPlaceholderData
                          ? () => navigation.goToNext(pageInfo.nextCursor!)
                          : undefined
                      }
                    />
                  </>
                )
              }
            </QueryState>
          )}
        </Paper>
      </div>
    </Container>
  );
}
