import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles({ root: { overflowX: 'auto' } });

/** Wide content that scrolls sideways, with the keyboard as well. */
export function ScrollRegion(props: { label: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div
      className={classes.root}
      role="region"
      aria-label={props.label}
      // Without focus there is no scrolling by arrow keys.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {props.children}
    </div>
  );
}
