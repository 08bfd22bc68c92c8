import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import ErrorOutlineIcon from '@material-ui/icons/ErrorOutline';
import InfoOutlinedIcon from '@material-ui/icons/InfoOutlined';
import LockOutlinedIcon from '@material-ui/icons/LockOutlined';
import { ReactNode } from 'react';
import { Subtle, Tone, toneColor, toneWash } from '../look';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    gap: theme.spacing(1.5),
    alignItems: 'flex-start',
    padding: theme.spacing(2),
    borderRadius: theme.shape.borderRadius,
    background: (props: { tone: Tone }) => toneWash(theme, props.tone),
    color: theme.palette.text.primary,
  },
  icon: {
    color: (props: { tone: Tone }) => toneColor(theme, props.tone),
  },
  body: { minWidth: 0, flex: 1 },
  action: { marginTop: theme.spacing(1) },
}));

const ICONS = {
  info: InfoOutlinedIcon,
  error: ErrorOutlineIcon,
  locked: LockOutlinedIcon,
};

/** A message that stands where content would be: what is so, and what to do. */
export function Notice(props: {
  icon: keyof typeof ICONS;
  tone: Tone;
  title: string;
  description?: ReactNode;
  action?: ReactNode;
  role?: 'alert' | 'status';
}) {
  const classes = useStyles({ tone: props.tone });
  const Icon = ICONS[props.icon];
  return (
    <div className={classes.root} role={props.role}>
      <Icon className={classes.icon} aria-hidden />
      <div className={classes.body}>
        <Typography variant="subtitle2" component="p">
          {props.title}
        </Typography>
        {props.description && (
          <Subtle component="div">{props.description}</Subtle>
        )}
        {props.action && <div className={classes.action}>{props.action}</div>}
      </div>
    </div>
  );
}
