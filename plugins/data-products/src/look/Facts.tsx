import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { toneColor } from './tones';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(180px, 1fr))',
    gap: theme.spacing(1.5, 3),
    margin: 0,
  },
  wide: { gridColumn: '1 / -1' },
  term: {
    color: toneColor(theme, 'calm'),
    fontSize: '0.8125rem',
    lineHeight: 1.45,
  },
  value: { margin: 0, lineHeight: 1.45, overflowWrap: 'anywhere' },
}));

/** Labelled values side by side. */
export function Facts(props: { children: ReactNode }) {
  const classes = useStyles();
  return <dl className={classes.list}>{props.children}</dl>;
}

/** One labelled value; nothing at all when there is no value. */
export function Fact(props: {
  label: string;
  /** Over the whole width. */
  wide?: boolean;
  children: ReactNode;
}) {
  const classes = useStyles();
  const { children } = props;
  if (children === undefined || children === '' || children === false) {
    return null;
  }
  return (
    <div className={props.wide ? classes.wide : undefined}>
      <dt className={classes.term}>{props.label}</dt>
      <dd className={classes.value}>{children}</dd>
    </div>
  );
}
