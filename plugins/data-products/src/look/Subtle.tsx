import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { toneColor } from './tones';

const useStyles = makeStyles(theme => ({
  root: {
    color: toneColor(theme, 'calm'),
    fontSize: '0.8125rem',
    lineHeight: 1.45,
    overflowWrap: 'anywhere',
  },
}));

/** Text of second rank that is still readable. */
export function Subtle(props: {
  children: ReactNode;
  component?: 'span' | 'p' | 'div';
}) {
  const classes = useStyles();
  const Component = props.component ?? 'span';
  return (
    <Component className={classes.root} style={{ margin: 0 }}>
      {props.children}
    </Component>
  );
}
