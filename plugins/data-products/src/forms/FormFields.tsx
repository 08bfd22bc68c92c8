import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    // Room for the label of the first field.
    paddingTop: theme.spacing(1),
  },
}));

/** The fields of a form, one below the other. */
export function FormFields(props: { children: ReactNode }) {
  return <div className={useStyles().root}>{props.children}</div>;
}
