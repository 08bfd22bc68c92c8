import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useMessages } from '../translation';

const useStyles = makeStyles({ button: { textTransform: 'none' } });

/** Fetches the next page; nothing when there is none. */
export function MoreButton(props: {
  query: Pick<
    UseInfiniteQueryResult<InfiniteData<unknown>>,
    'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
  >;
}) {
  const { query } = props;
  const classes = useStyles();
  const t = useMessages();
  return query.hasNextPage ? (
    <div>
      <Button
        size="small"
        variant="outlined"
        className={classes.button}
        disabled={query.isFetchingNextPage}
        onClick={() => query.fetchNextPage()}
      >
        {t('change.more')}
      </Button>
    </div>
  ) : null;
}
