import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useEffect, useRef } from 'react';
import { Subtle } from '../look';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    margin: theme.spacing(0.5, 0),
  },
  status: { outline: 'none' },
}));

/**
 * Buttons in a line, and what became of the one that was pressed. Where they
 * are gone with that, the keyboard goes on from there.
 */
export function ActionRow(props: {
  /** Nothing once there is nothing to press any more. */
  buttons: ReactNode;
  /** What became of it, in words; empty as long as nothing was done. */
  done: string;
  children?: ReactNode;
}) {
  const { buttons, done, children } = props;
  const classes = useStyles();
  const status = useRef<HTMLSpanElement>(null);
  const isTaken = useRef(false);
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (done && !buttons && isLost && !isTaken.current) {
      isTaken.current = true;
      status.current?.focus({ preventScroll: true });
    }
  });
  return (
    <div className={classes.root}>
      {buttons}
      {children}
      <span ref={status} role="status" tabIndex={-1} className={classes.status}>
        {done && <Subtle>{done}</Subtle>}
      </span>
    </div>
  );
}
