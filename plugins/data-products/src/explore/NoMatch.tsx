import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { EmptyState } from '../states';
import { useMessages } from '../translation';
import {
  activeFilters,
  ExploreFilters,
  NO_FILTERS,
  ReaderContext,
  toReadinessQuery,
  withoutFilter,
} from './exploreView';
import { FilterWords } from './FilterWords';
import { useReadinessCounts } from './useReadinessList';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gap: theme.spacing(1),
    justifyItems: 'start',
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  button: { textTransform: 'none', textAlign: 'left' },
}));

/** Nothing matches: which filter to loosen, and what that would bring. */
export function NoMatch(props: {
  filters: ExploreFilters;
  reader: ReaderContext;
  onChange: (filters: ExploreFilters) => void;
}) {
  const { filters, reader, onChange } = props;
  const classes = useStyles();
  const t = useMessages();
  const active = activeFilters(filters);
  const counts = useReadinessCounts(
    active.map(({ name }) =>
      toReadinessQuery(withoutFilter(filters, name), reader),
    ),
  );

  if (active.length === 0) {
    return (
      <EmptyState
        title={t('explore.nothing.title')}
        description={t('explore.nothing.description')}
      />
    );
  }

  const candidates = active
    .map((filter, index) => ({ filter, count: counts[index].data }))
    .sort((a, b) => (b.count ?? 0) - (a.count ?? 0));
  const noneHelps = candidates.every(({ count }) => count === 0);
  const options = noneHelps
    ? candidates
    : candidates.filter(({ count }) => count !== 0);
  return (
    <EmptyState
      title={
        filters.starred && reader.starredRefs?.length === 0
          ? t('explore.noStars')
          : t('explore.noMatch.title')
      }
      description={
        noneHelps && active.length > 1
          ? t('explore.noMatch.several')
          : t('explore.noMatch.description')
      }
      action={
        <ul className={classes.list}>
          {options.map(({ filter, count }) => (
            <li key={filter.name}>
              <Button
                size="small"
                variant="outlined"
                className={classes.button}
                onClick={() => onChange(withoutFilter(filters, filter.name))}
              >
                <span>
                  {t('explore.noMatch.remove')}{' '}
                  <FilterWords filter={filter} filters={filters} />
                  {count !== undefined &&
                    ` → ${t('explore.results', { count })}`}
                </span>
              </Button>
            </li>
          ))}
          {active.length > 1 && (
            <li>
              <Button
                size="small"
                className={classes.button}
                onClick={() => onChange(NO_FILTERS)}
              >
                {t('filter.clearAll')}
              </Button>
            </li>
          )}
        </ul>
      }
    />
  );
}
