import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { OwnershipDetail } from '@handoff/backstage-plugin-data-products-common';
import { toneColor } from '../look';
import { useMessages } from '../translation';
import { ContactLink } from './ContactLink';
import { mergeContacts } from './mergeContacts';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gap: theme.spacing(1),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  missing: { color: toneColor(theme, 'bad'), fontWeight: 600 },
}));

/** Whom to contact, the incident contact first. */
export function ContactList(props: { ownership: OwnershipDetail }) {
  const { contacts, roles } = props.ownership;
  const classes = useStyles();
  const t = useMessages();
  const owners = roles.find(({ role }) => role === 'owner')?.members ?? [];
  const known = owners.filter(({ found }) => found);
  return (
    <ul className={classes.list} aria-label={t('ownership.contacts')}>
      {!contacts.some(contact => contact.for === 'incident') && (
        <li>
          <span className={classes.missing}>
            {t('ownership.noIncidentContact')}
          </span>{' '}
          {known.length > 0 && (
            <>
              {t('ownership.askOwner')}{' '}
              {known.map((owner, index) => (
                <span key={owner.ref}>
                  {index > 0 && ', '}
                  <EntityRefLink
                    entityRef={owner.ref}
                    hideIcon
                    underline="always"
                  />
                </span>
              ))}
            </>
          )}
        </li>
      )}
      {mergeContacts(contacts).map(contact => (
        <li key={`${contact.for} ${contact.target}`}>
          <ContactLink contact={contact} />
        </li>
      ))}
    </ul>
  );
}
