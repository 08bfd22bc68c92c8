import { parseEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import PersonAddDisabledIcon from '@material-ui/icons/PersonAddDisabled';
import { OwnershipDetail } from '@handoff/backstage-plugin-data-products-common';
import { CalendarDate, Hint, Subtle, toneColor, toneWash } from '../look';
import { useMessages } from '../translation';
import { PeopleAvatars } from './PeopleAvatars';
import { VacancyHelp } from './VacancyHelp';

type RoleDetail = OwnershipDetail['roles'][number];

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(104px, 34%) 1fr',
    gap: theme.spacing(0.5, 1.5),
    padding: theme.spacing(0.75, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  holders: { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
  holder: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(1),
  },
  vacant: {
    padding: theme.spacing(0.75, 1),
    borderRadius: theme.shape.borderRadius,
    background: toneWash(theme, 'bad'),
  },
  vacantWord: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: toneColor(theme, 'bad'),
    fontWeight: 700,
    '& svg': { fontSize: '1.1rem' },
  },
  missing: { color: toneColor(theme, 'bad') },
}));

/** One role: what it answers for, and who fills it. */
export function RoleRow(props: {
  role: RoleDetail;
  ownership: OwnershipDetail;
}) {
  const { role, ownership } = props;
  const classes = useStyles();
  const t = useMessages();
  const mandate = [
    role.mandate,
    ...role.mandates.map(item => t(`mandate.${item}`)),
  ].join(' ');
  return (
    <div className={classes.root}>
      <dt>
        <Hint explanation={mandate}>{t(`role.${role.role}`)}</Hint>
      </dt>
      <dd className={classes.holders}>
        {role.members.map(member => (
          <div key={member.ref} className={classes.holder}>
            <Holder member={member} />
          </div>
        ))}
        {role.vacant && (
          <div className={classes.vacant}>
            <span className={classes.vacantWord}>
              <PersonAddDisabledIcon aria-hidden />
              {t('ownership.vacant')}
            </span>
            {role.reason && <Subtle component="p">{role.reason}</Subtle>}
            <VacancyHelp role={role} ownership={ownership} />
          </div>
        )}
        {!role.vacant &&
          role.leavers.map(leaver => (
            <Subtle key={leaver.ref} component="p">
              {t('ownership.left', {
                name: leaver.name ?? parseEntityRef(leaver.ref).name,
              })}{' '}
              <CalendarDate on={leaver.left} />
            </Subtle>
          ))}
      </dd>
    </div>
  );
}

function Holder(props: { member: RoleDetail['members'][number] }) {
  const { member } = props;
  const classes = useStyles();
  const t = useMessages();
  if (!member.found) {
    return (
      <>
        <span>{member.title ?? parseEntityRef(member.ref).name}</span>
        <span className={classes.missing}>{t('ownership.notInCatalog')}</span>
      </>
    );
  }
  const group = member.ref.startsWith('group:');
  return (
    <>
      <EntityRefLink entityRef={member.ref} hideIcon>
        {member.title}
      </EntityRefLink>
      {group && (
        <Subtle>
          {t('ownership.people', { count: member.people.length })}
        </Subtle>
      )}
      <PeopleAvatars people={member.people} />
    </>
  );
}
