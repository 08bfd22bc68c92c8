import { makeStyles } from '@material-ui/core/styles';
import { Contract } from '@handoff/backstage-plugin-data-products-common';
import { CalendarDate, OpenableLink, spaced, Subtle } from '../look';
import { useMessages } from '../translation';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gap: theme.spacing(1),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  location: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
}));

/** The team of a contract, with those who have left it. */
export function ContractTeam(props: { members: Contract['team']['members'] }) {
  const classes = useStyles();
  const t = useMessages();
  return (
    <ul className={classes.list}>
      {props.members.map((member, index) => (
        <li key={`${member.username} ${index}`}>
          <strong>{member.name ?? member.username}</strong>
          {member.role && ` · ${spaced(member.role)}`}
          {(member.dateIn || member.dateOut) && (
            <Subtle component="div">
              {member.dateIn && (
                <>
                  {t('contract.since')} <CalendarDate on={member.dateIn} />{' '}
                </>
              )}
              {member.dateOut && (
                <>
                  {t('contract.until')} <CalendarDate on={member.dateOut} />
                </>
              )}
            </Subtle>
          )}
          {member.replacedByUsername && (
            <Subtle component="div">
              {t('contract.replacedBy')} {member.replacedByUsername}
            </Subtle>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Where a contract offers help. */
export function ContractSupport(props: { channels: Contract['support'] }) {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {props.channels.map((channel, index) => (
        <li key={`${channel.channel} ${index}`}>
          {channel.url ? (
            <OpenableLink to={channel.url}>{channel.channel}</OpenableLink>
          ) : (
            channel.channel
          )}
          <Subtle component="div">
            {[
              channel.tool && spaced(channel.tool),
              channel.scope && spaced(channel.scope),
              channel.description,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Subtle>
        </li>
      ))}
    </ul>
  );
}

/** Where the data of a contract can be had. */
export function ContractServers(props: { servers: Contract['servers'] }) {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {props.servers.map((server, index) => (
        <li key={`${server.server} ${index}`}>
          <strong>{server.server}</strong>
          {server.environment && ` · ${spaced(server.environment)}`}
          {server.type && ` · ${server.type}`}
          {server.location && (
            <div className={classes.location}>{server.location}</div>
          )}
          {server.description && (
            <Subtle component="div">{server.description}</Subtle>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The access roles of a contract, and who grants them. */
export function ContractRoles(props: { roles: Contract['roles'] }) {
  const classes = useStyles();
  const t = useMessages();
  return (
    <ul className={classes.list}>
      {props.roles.map((role, index) => (
        <li key={`${role.role} ${index}`}>
          <strong>{role.role}</strong>
          {role.access && ` · ${spaced(role.access)}`}
          {role.description && (
            <Subtle component="div">{role.description}</Subtle>
          )}
          {role.firstLevelApprovers && (
            <Subtle component="div">
              {t('contract.approvedBy')}{' '}
              {[role.firstLevelApprovers, role.secondLevelApprovers]
                .filter(Boolean)
                .join(' → ')}
            </Subtle>
          )}
        </li>
      ))}
    </ul>
  );
}
