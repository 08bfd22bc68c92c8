import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useId } from 'react';
import { useUnfolded } from './useUnfolded';

const useStyles = makeStyles(theme => ({
  toggle: {
    padding: 0,
    minWidth: 0,
    textAlign: 'left',
    textTransform: 'none',
    textDecoration: 'underline',
    overflowWrap: 'anywhere',
  },
  content: {
    marginTop: theme.spacing(0.5),
    paddingLeft: theme.spacing(1.5),
    borderLeft: `1px solid ${theme.palette.divider}`,
  },
}));

/** What is long and not for everybody: made when it is unfolded for the first time. */
export function Fold(props: {
  summary: string;
  /** Ids of the handoffs in it: an address that names one unfolds it. */
  handoffs?: readonly string[];
  children: ReactNode;
}) {
  const classes = useStyles();
  const [isOpen, setOpen] = useUnfolded(props.handoffs ?? []);
  const contentId = useId();
  return (
    <div>
      <Button
        size="small"
        className={classes.toggle}
        aria-expanded={isOpen}
        aria-controls={isOpen ? contentId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {props.summary}
      </Button>
      {isOpen && (
        <div id={contentId} className={classes.content}>
          {props.children}
        </div>
      )}
    </div>
  );
}
