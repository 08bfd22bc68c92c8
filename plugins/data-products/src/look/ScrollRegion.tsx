import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles({ root: { overflow: 'auto' } });

/** Wide or long content that scrolls, with the keyboard as well. */
export function ScrollRegion(props: {
  label: string;
  /** In pixels; as high as its content without. */
  maxHeight?: number;
  children: ReactNode;
}) {
  const classes = useStyles();
  return (
    <div
      className={classes.root}
      style={{ maxHeight: props.maxHeight }}
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
