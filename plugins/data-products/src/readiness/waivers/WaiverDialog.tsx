import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import { FormEvent, ReactNode, useId } from 'react';
import { SubmitActions } from '../../forms/SubmitActions';
import { Notice, useErrorWords } from '../../states';
import { useMessages } from '../../translation';

const useStyles = makeStyles(theme => ({
  content: { display: 'grid', gap: theme.spacing(2) },
  actions: { '& > *': { textTransform: 'none' } },
}));

/** A form about a waiver: what it is about, what to fill in, what went wrong. */
export function WaiverDialog(props: {
  open: boolean;
  title: string;
  /** What the button says that sends it. */
  action: string;
  isPending: boolean;
  error: Error | null;
  onClose: () => void;
  onSubmit: () => void;
  children: ReactNode;
}) {
  const classes = useStyles();
  const titleId = useId();
  const t = useMessages();
  const errorWords = useErrorWords();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A form within the page's own forms would send those, too.
    event.stopPropagation();
    props.onSubmit();
  };
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      aria-labelledby={titleId}
      fullWidth
      maxWidth="sm"
    >
      <form onSubmit={submit}>
        <DialogTitle id={titleId}>{props.title}</DialogTitle>
        <DialogContent className={classes.content}>
          {props.children}
          {props.error && (
            <Notice
              icon="error"
              tone="bad"
              role="alert"
              title={t('waiver.failed')}
              description={errorWords(props.error)}
            />
          )}
        </DialogContent>
        <DialogActions className={classes.actions}>
          <SubmitActions
            action={props.action}
            isSending={props.isPending}
            onCancel={props.onClose}
          />
        </DialogActions>
      </form>
    </Dialog>
  );
}
