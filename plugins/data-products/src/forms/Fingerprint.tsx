import { CopyTextButton } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useMessages } from '../translation';

/** Enough to tell two apart by eye. */
const SHOWN_DIGITS = 12;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    '& button': {
      padding: theme.spacing(0.5),
      background: 'none',
      boxShadow: 'none',
      color: 'inherit',
    },
    '& svg': { fontSize: '1rem' },
  },
  digits: { fontFamily: 'monospace' },
}));

/** What is signed, as its fingerprint: short to see, whole to copy. */
export function Fingerprint(props: {
  /** SHA-256, 64 hex digits. */
  value: string;
}) {
  const { value } = props;
  const classes = useStyles();
  const t = useMessages();
  return (
    <span className={classes.root}>
      {t('agreement.fingerprint.label')}
      <abbr className={classes.digits} title={value}>
        {value.slice(0, SHOWN_DIGITS)}
      </abbr>
      <CopyTextButton
        text={value}
        tooltipText={t('agreement.fingerprint.copied')}
        aria-label={t('agreement.fingerprint.copy')}
      />
    </span>
  );
}
