import SvgIcon from '@material-ui/core/SvgIcon';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { Tone, toneColor } from './tones';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    // The words stand on the line of those around them, whatever the icon does.
    alignItems: 'baseline',
    gap: theme.spacing(0.5),
    fontWeight: 600,
    whiteSpace: 'nowrap',
    color: (props: { tone: Tone }) => toneColor(theme, props.tone),
    '& svg': { alignSelf: 'center', fontSize: '1.15em' },
  },
}));

/** A state as shape, colour and word. */
export function StateMark(props: {
  tone: Tone;
  icon: typeof SvgIcon;
  children: ReactNode;
}) {
  const classes = useStyles({ tone: props.tone });
  const Icon = props.icon;
  return (
    <span className={classes.root}>
      <Icon aria-hidden />
      {props.children}
    </span>
  );
}
