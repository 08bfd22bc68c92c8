import { CopyTextButton } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

/** Enough to tell two apart by eye. */
const SHOWN_DIGITS = 12;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    // No higher than the line that it stands in.
    '& button': {
      padding: theme.spacing(0.5),
      marginBlock: theme.spacing(-0.5),
      background: 'none',
      boxShadow: 'none',
      color: 'inherit',
    },
    '& svg': { fontSize: '1rem' },
  },
  digits: { fontFamily: 'monospace' },
}));

/** A hash: short to see, whole to copy. */
export function ShortHash(props: {
  /** 64 hex digits. */
  value: string;
  /** Before it. */
  label?: string;
  /** The name of the button that copies it. */
  copy: string;
  copied: string;
}) {
  const { value } = props;
  const classes = useStyles();
  return (
    <span className={classes.root}>
      {props.label}
      <abbr className={classes.digits} title={value}>
        {value.slice(0, SHOWN_DIGITS)}
      </abbr>
      <CopyTextButton
        text={value}
        tooltipText={props.copied}
        aria-label={props.copy}
      />
    </span>
  );
}
