import { LinkButton } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import ChatBubbleOutlineIcon from '@material-ui/icons/ChatBubbleOutline';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import LockOpenIcon from '@material-ui/icons/LockOpen';
import PhoneInTalkIcon from '@material-ui/icons/PhoneInTalk';
import SwapHorizIcon from '@material-ui/icons/SwapHoriz';
import { ContactPurpose } from '@handoff/backstage-plugin-data-products-common';
import { durationInWords, Subtle, toneColor, useLanguage } from '../look';
import { useMessages } from '../translation';
import { ContactDetail, contactLabel } from './contactLabel';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(1),
  },
  button: {
    textTransform: 'none',
    textAlign: 'left',
    overflowWrap: 'anywhere',
  },
  incident: {
    color: toneColor(theme, 'bad'),
    borderColor: toneColor(theme, 'bad'),
    fontWeight: 600,
  },
  plain: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 0),
    fontWeight: 600,
    overflowWrap: 'anywhere',
  },
}));

/** The icon of each purpose of a contact. */
export const CONTACT_ICONS: Record<
  ContactPurpose,
  typeof ChatBubbleOutlineIcon
> = {
  incident: PhoneInTalkIcon,
  question: ChatBubbleOutlineIcon,
  access: LockOpenIcon,
  change: SwapHorizIcon,
  other: HelpOutlineIcon,
};

/** One contact: what for, where, and how fast it answers. */
export function ContactLink(props: { contact: ContactDetail }) {
  const { contact } = props;
  const classes = useStyles();
  const t = useMessages();
  const language = useLanguage();
  const Icon = CONTACT_ICONS[contact.for];
  const words = `${t(`contact.${contact.for}`)}: ${contactLabel(contact)}`;
  const incident = contact.for === 'incident';
  return (
    <div className={classes.root}>
      {contact.url ? (
        <LinkButton
          to={contact.url}
          size="small"
          variant="outlined"
          // Material UI would call it a button.
          role="link"
          startIcon={<Icon aria-hidden />}
          className={`${classes.button} ${incident ? classes.incident : ''}`}
        >
          {words}
        </LinkButton>
      ) : (
        <span className={classes.plain}>
          <Icon fontSize="small" aria-hidden />
          {words}
        </span>
      )}
      {contact.responseTime && (
        <Subtle>
          {t('contact.answersWithin', {
            time: durationInWords(contact.responseTime, language),
          })}
        </Subtle>
      )}
      {contact.description && <Subtle>{contact.description}</Subtle>}
    </div>
  );
}
