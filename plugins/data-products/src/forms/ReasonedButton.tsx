import Button, { ButtonProps } from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  button: { textTransform: 'none' },
  refused: { opacity: 0.6, cursor: 'not-allowed' },
});

/**
 * A button that may not be pressed for a reason. It can be reached all the
 * same, so that whoever comes to it hears the reason.
 */
export function ReasonedButton(
  props: Pick<ButtonProps, 'variant' | 'color' | 'onClick' | 'children'> & {
    /** Id of the reason, where there is one. */
    refusedBy?: string;
    /** Its name, where several buttons show the same word. */
    label?: string;
  },
) {
  const { refusedBy, label, onClick, ...rest } = props;
  const classes = useStyles();
  return (
    <Button
      size="small"
      variant="outlined"
      {...rest}
      className={`${classes.button} ${refusedBy ? classes.refused : ''}`}
      aria-label={label}
      aria-disabled={refusedBy ? true : undefined}
      aria-describedby={refusedBy}
      disableRipple={Boolean(refusedBy)}
      onClick={refusedBy ? undefined : onClick}
    />
  );
}
