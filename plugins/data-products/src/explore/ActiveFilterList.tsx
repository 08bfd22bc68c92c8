import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import { useMessages } from '../translation';
import {
  activeFilters,
  ExploreFilters,
  NO_FILTERS,
  withoutFilter,
} from './exploreView';
import { FilterWords } from './FilterWords';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  button: { textTransform: 'none', textAlign: 'left' },
}));

/** The filters in force, each with a way out. */
export function ActiveFilterList(props: {
  filters: ExploreFilters;
  onChange: (filters: ExploreFilters) => void;
}) {
  const classes = useStyles();
  const t = useMessages();
  const active = activeFilters(props.filters);
  if (active.length === 0) {
    return null;
  }
  return (
    <ul className={classes.list} aria-label={t('filter.active')}>
      {active.map(filter => (
        <li key={filter.name}>
          <Button
            size="small"
            variant="outlined"
            className={classes.button}
            endIcon={<CloseIcon titleAccess={t('filter.remove')} />}
            onClick={() =>
              props.onChange(withoutFilter(props.filters, filter.name))
            }
          >
            <FilterWords filter={filter} filters={props.filters} />
          </Button>
        </li>
      ))}
      {active.length > 1 && (
        <li>
          <Button
            size="small"
            className={classes.button}
            onClick={() => props.onChange(NO_FILTERS)}
          >
            {t('filter.clearAll')}
          </Button>
        </li>
      )}
    </ul>
  );
}
