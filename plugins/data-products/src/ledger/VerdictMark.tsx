import { makeStyles } from '@material-ui/core/styles';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import { ReactNode } from 'react';
import { StateMark } from '../look';

// A mark is a word or two; a verdict may be a sentence.
const useStyles = makeStyles({
  root: { '& > span': { whiteSpace: 'normal' } },
});

/** Whether a check came out right, as shape, colour and words. */
export function VerdictMark(props: { ok: boolean; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <StateMark
        tone={props.ok ? 'good' : 'bad'}
        icon={props.ok ? CheckCircleIcon : ErrorIcon}
      >
        {props.children}
      </StateMark>
    </div>
  );
}
