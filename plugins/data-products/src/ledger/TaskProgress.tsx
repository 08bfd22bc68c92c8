import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import { Subtle } from '../look';
import { useMessages } from '../translation';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1), justifyItems: 'start' },
  bar: { width: '100%', maxWidth: 480 },
  button: { textTransform: 'none' },
}));

/** How far work of some seconds is, with a way out. */
export function TaskProgress(props: {
  /** In words, with the percentage where there is one. */
  label: string;
  /** In per cent; absent when nobody knows. */
  percent?: number;
  onCancel: () => void;
}) {
  const { label, percent } = props;
  const classes = useStyles();
  const t = useMessages();
  return (
    <div className={classes.root}>
      <Subtle>{label}</Subtle>
      <LinearProgress
        className={classes.bar}
        aria-label={label}
        variant={percent === undefined ? 'indeterminate' : 'determinate'}
        value={percent}
      />
      <Button
        size="small"
        variant="outlined"
        className={classes.button}
        onClick={props.onCancel}
      >
        {t('ledger.chain.cancel')}
      </Button>
    </div>
  );
}

/** A share as a whole percentage, which is 100 at the end only. */
export function toPercent(share: number): number {
  return Number.isFinite(share) ? Math.floor(100 * Math.min(1, share)) : 0;
}
