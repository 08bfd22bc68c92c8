import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { ReactNode, useId } from 'react';
import { focusRing } from '../look';
import { Notice, useErrorWords } from '../states';
import { useMessages } from '../translation';

const useStyles = makeStyles(theme => ({
  paper: focusRing(theme),
  title: { padding: theme.spacing(2, 3, 1), overflowWrap: 'anywhere' },
  notices: {
    display: 'grid',
    gap: theme.spacing(1),
    padding: theme.spacing(0, 3),
    '&:empty': { display: 'none' },
  },
  actions: {
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    padding: theme.spacing(2, 3),
    '& > *': { textTransform: 'none', margin: 0 },
  },
}));

/** A dialog that something is sent from; what went wrong stays in sight above it. */
export function FormDialog(props: {
  open: boolean;
  title: string;
  onClose: () => void;
  /** Why the change was not made. */
  error?: Error;
  /** What is to be known before the content. */
  notice?: ReactNode;
  actions: ReactNode;
  children: ReactNode;
}) {
  const classes = useStyles();
  const t = useMessages();
  const errorWords = useErrorWords();
  const titleId = useId();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      fullWidth
      maxWidth="md"
      fullScreen={narrow}
      aria-labelledby={titleId}
      classes={{ paper: classes.paper }}
    >
      <Typography
        id={titleId}
        variant="h5"
        component="h2"
        className={classes.title}
      >
        {props.title}
      </Typography>
      <div className={classes.notices}>
        {props.notice}
        {props.error && (
          <Notice
            icon="error"
            tone="bad"
            role="alert"
            title={t('form.refused')}
            description={errorWords(props.error)}
          />
        )}
      </div>
      <DialogContent>{props.children}</DialogContent>
      <DialogActions className={classes.actions}>{props.actions}</DialogActions>
    </Dialog>
  );
}
