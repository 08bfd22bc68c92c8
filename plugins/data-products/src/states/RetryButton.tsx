import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useMessages } from '../translation';

const useStyles = makeStyles({ button: { textTransform: 'none' } });

/** Asks again for what could not be loaded. */
export function RetryButton(props: { onRetry: () => void }) {
  const classes = useStyles();
  const t = useMessages();
  return (
    <Button
      size="small"
      variant="outlined"
      className={classes.button}
      onClick={props.onRetry}
    >
      {t('states.error.retry')}
    </Button>
  );
}
