import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import { ReactNode, useId, useState } from 'react';

const useStyles = makeStyles(theme => ({
  toggle: { textTransform: 'none', fontWeight: 600, textAlign: 'left' },
  body: { paddingTop: theme.spacing(1) },
}));

/** What most readers do not look at: shown, and loaded, when it is opened. */
export function FoldedSection(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  const [isOpen, setOpen] = useState(false);
  const bodyId = useId();
  return (
    <div>
      <Button
        size="small"
        className={classes.toggle}
        startIcon={
          isOpen ? (
            <ExpandMoreIcon aria-hidden />
          ) : (
            <ChevronRightIcon aria-hidden />
          )
        }
        aria-expanded={isOpen}
        aria-controls={isOpen ? bodyId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {props.title}
      </Button>
      {isOpen && (
        <div id={bodyId} className={classes.body}>
          {props.children}
        </div>
      )}
    </div>
  );
}
