import { Link, LinkButton } from '@backstage/core-components';
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
    lineHeight: 1.43,
  },
  incident: {
    color: toneColor(theme, 'bad'),
    borderColor: toneColor(theme, 'bad'),
    fontWeight: 600,
    textTransform: 'none',
    textAlign: 'left',
    overflowWrap: 'anywhere',
  },
  icon: { flex: 'none', color: toneColor(theme, 'calm') },
  words: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
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

/**
 * One contact: what for, where, and how fast it answers. The one for incidents
 * is a button that nobody overlooks.
 */
export function ContactLink(props: { contact: ContactDetail }) {
  const { contact } = props;
  const classes = useStyles();
  const t = useMessages();
  const language = useLanguage();
  const Icon = CONTACT_ICONS[contact.for];
  const purpose = t(`contact.${contact.for}`);
  const label = contactLabel(contact);
  const details = [
    contact.responseTime &&
      t('contact.answersWithin', {
        time: durationInWords(contact.responseTime, language),
      }),
    contact.description,
  ]
    .filter(Boolean)
    .join(' · ');

  if (contact.for === 'incident' && contact.url) {
    return (
      <div className={classes.root}>
        <LinkButton
          to={contact.url}
          size="small"
          variant="outlined"
          // Material UI would call it a button.
          role="link"
          startIcon={<Icon aria-hidden />}
          className={classes.incident}
        >
          {`${purpose}: ${label}`}
        </LinkButton>
        <Subtle>{details}</Subtle>
      </div>
    );
  }
  return (
    <div className={classes.root}>
      <Icon fontSize="small" className={classes.icon} aria-hidden />
      <span className={classes.words}>
        {purpose}:{' '}
        {contact.url ? (
          <Link to={contact.url} underline="always">
            {label}
          </Link>
        ) : (
          <strong>{label}</strong>
        )}{' '}
        <Subtle>{details}</Subtle>
      </span>
    </div>
  );
}
