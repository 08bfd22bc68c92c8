import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import PersonOutlineIcon from '@material-ui/icons/PersonOutline';
import StarIcon from '@material-ui/icons/Star';
import StarBorderIcon from '@material-ui/icons/StarBorder';
import { useMessages } from '../translation';
import {
  CheckChoices,
  DomainChoices,
  FilterMenuProps,
  KindChoices,
  LevelChoices,
  LifecycleChoices,
  OwnerChoices,
  PromiseChoices,
} from './filterMenus';
import { FilterMenu } from './FilterMenu';
import { SearchBox } from './SearchBox';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  search: { flex: '1 1 280px', minWidth: 0 },
  filters: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  toggle: { textTransform: 'none' },
}));

/** Search, filters and the two switches about the reader. */
export function FilterBar(
  props: FilterMenuProps & {
    /** A change while typing, which must not fill the history. */
    onSearch: (q: string) => void;
  },
) {
  const { filters, onChange } = props;
  const classes = useStyles();
  const t = useMessages();
  return (
    <div role="search" className={classes.root}>
      <div className={classes.search}>
        <SearchBox value={filters.q} onChange={props.onSearch} />
      </div>
      <div className={classes.filters}>
        <FilterMenu
          label={t('filter.owner')}
          selected={filters.owner.length + (filters.unowned ? 1 : 0)}
        >
          {() => <OwnerChoices {...props} />}
        </FilterMenu>
        <FilterMenu label={t('filter.domain')} selected={filters.domain.length}>
          {() => <DomainChoices {...props} />}
        </FilterMenu>
        <FilterMenu
          label={t('filter.kind')}
          selected={filters.kind.length + filters.type.length}
        >
          {() => <KindChoices {...props} />}
        </FilterMenu>
        <FilterMenu
          label={t('filter.lifecycle')}
          selected={filters.lifecycle.length}
        >
          {() => <LifecycleChoices {...props} />}
        </FilterMenu>
        <FilterMenu label={t('filter.level')} selected={filters.level.length}>
          {() => <LevelChoices {...props} />}
        </FilterMenu>
        <FilterMenu
          label={t('filter.promises')}
          selected={filters.promises.length}
        >
          {() => <PromiseChoices {...props} />}
        </FilterMenu>
        <FilterMenu label={t('filter.check')} selected={filters.check ? 1 : 0}>
          {() => <CheckChoices {...props} />}
        </FilterMenu>
        <Button
          size="small"
          className={classes.toggle}
          variant={filters.starred ? 'contained' : 'outlined'}
          disableElevation
          aria-pressed={filters.starred}
          startIcon={
            filters.starred ? <StarIcon /> : <StarBorderIcon aria-hidden />
          }
          onClick={() => onChange({ ...filters, starred: !filters.starred })}
        >
          {t('filter.starred')}
        </Button>
        <Button
          size="small"
          className={classes.toggle}
          variant={filters.mine ? 'contained' : 'outlined'}
          disableElevation
          aria-pressed={filters.mine}
          startIcon={<PersonOutlineIcon aria-hidden />}
          onClick={() =>
            onChange({
              ...filters,
              mine: !filters.mine,
              owner: [],
              nested: false,
              unowned: false,
            })
          }
        >
          {t('filter.mine')}
        </Button>
      </div>
    </div>
  );
}
