import { LinkButton } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useMessages } from '../translation';

const useStyles = makeStyles({ button: { textTransform: 'none' } });

/** From the sign-offs to the briefing below them. */
export function BriefingLink() {
  const classes = useStyles();
  const t = useMessages();
  return (
    <LinkButton
      size="small"
      variant="outlined"
      className={classes.button}
      to="briefing"
      // Material UI would call it a button.
      role="link"
    >
      {t('briefing.action')}
    </LinkButton>
  );
}
