import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import NativeSelect from '@material-ui/core/NativeSelect';
import { Subtle } from '../look';
import { useMessages } from '../translation';
import { PAGE_SIZES, PageSize } from './exploreView';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(1, 2),
    '& button': { textTransform: 'none' },
  },
}));

/** Next and previous page, and how many rows a page has. */
export function Pager(props: {
  /** 1 for the first; absent when it is not known. */
  page: number | undefined;
  limit: PageSize;
  onLimit: (limit: PageSize) => void;
  /** Absent on the first page. */
  onPrevious?: () => void;
  /** Absent on the last page. */
  onNext?: () => void;
}) {
  const classes = useStyles();
  const t = useMessages();
  return (
    <nav className={classes.root} aria-label={t('pager.label')}>
      <label>
        <Subtle>{t('pager.rows')}</Subtle>{' '}
        <NativeSelect
          value={props.limit}
          onChange={event =>
            props.onLimit(Number(event.target.value) as PageSize)
          }
        >
          {PAGE_SIZES.map(size => (
            <option key={size} value={size}>
              {size}
            </option>
          ))}
        </NativeSelect>
      </label>
      {props.page !== undefined && (
        <Subtle>{t('pager.page', { page: String(props.page) })}</Subtle>
      )}
      <Button
        size="small"
        disabled={!props.onPrevious}
        onClick={props.onPrevious}
      >
        {props.page === undefined ? t('pager.first') : t('pager.previous')}
      </Button>
      <Button size="small" disabled={!props.onNext} onClick={props.onNext}>
        {t('pager.next')}
      </Button>
    </nav>
  );
}
