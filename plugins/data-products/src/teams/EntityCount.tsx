import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useMessages } from '../translation';

const useStyles = makeStyles(theme => ({
  count: { whiteSpace: 'nowrap' },
  // The column's head says what is counted; it is gone where rows are cards.
  words: {
    [theme.breakpoints.up('md')]: {
      position: 'absolute',
      width: 1,
      height: 1,
      overflow: 'hidden',
      clipPath: 'inset(50%)',
    },
  },
}));

/** How many products and paths: a number in a table, with words in a card. */
export function EntityCount(props: {
  count: number;
  /** Where they are listed; absent when they cannot be linked. */
  to?: string;
}) {
  const { count, to } = props;
  const classes = useStyles();
  const t = useMessages();
  const words = (
    <>
      {count}{' '}
      <span className={classes.words}>{t('teams.counted', { count })}</span>
    </>
  );
  return to ? (
    <Link to={to} className={classes.count}>
      {words}
    </Link>
  ) : (
    <span className={classes.count}>{words}</span>
  );
}
