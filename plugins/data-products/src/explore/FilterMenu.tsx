import Button from '@material-ui/core/Button';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import ArrowDropDownIcon from '@material-ui/icons/ArrowDropDown';
import { ReactNode, useState } from 'react';
import { focusRing } from '../look';

const useStyles = makeStyles(theme => ({
  button: { textTransform: 'none', whiteSpace: 'nowrap' },
  selected: { fontWeight: 700 },
  content: {
    ...focusRing(theme),
    width: 320,
    maxWidth: '90vw',
    maxHeight: '60vh',
    overflowY: 'auto',
    padding: theme.spacing(1.5, 2),
  },
}));

/** A button that opens the choices of one filter. */
export function FilterMenu(props: {
  label: string;
  /** How many values are chosen. */
  selected: number;
  /** Rendered only while open, so that choices are fetched on demand. */
  children: () => ReactNode;
}) {
  const classes = useStyles();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const label =
    props.selected > 0 ? `${props.label} · ${props.selected}` : props.label;
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        className={`${classes.button} ${
          props.selected > 0 ? classes.selected : ''
        }`}
        endIcon={<ArrowDropDownIcon aria-hidden />}
        aria-haspopup="dialog"
        aria-expanded={Boolean(anchor)}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {label}
      </Button>
      <Popover
        open={Boolean(anchor)}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        PaperProps={{ role: 'dialog', 'aria-label': props.label }}
      >
        <div className={classes.content}>{props.children()}</div>
      </Popover>
    </>
  );
}
