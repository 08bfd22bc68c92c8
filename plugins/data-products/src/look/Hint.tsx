import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import { ReactNode } from 'react';

const useStyles = makeStyles({
  term: {
    textDecoration: 'underline dotted',
    textUnderlineOffset: '3px',
    cursor: 'help',
  },
});

/** A term with its explanation, on hover and on focus. */
export function Hint(props: { explanation: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <Tooltip title={props.explanation}>
      {/* Focusable, so that the explanation is there for keyboards as well. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <span className={classes.term} tabIndex={0}>
        {props.children}
      </span>
    </Tooltip>
  );
}
