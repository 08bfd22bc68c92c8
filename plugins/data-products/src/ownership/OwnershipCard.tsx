import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { OwnershipDetail } from '@handoff/backstage-plugin-data-products-common';
import { DataProductsQueryProvider } from '../api';
import { focusRing } from '../look';
import { EmptyState, QueryState } from '../states';
import { useMessages } from '../translation';
import { ContactList } from './ContactList';
import { EscalationLadder } from './EscalationLadder';
import { RoleRow } from './RoleRow';
import { useOwnership } from './useOwnership';

const useStyles = makeStyles(theme => ({
  root: { ...focusRing(theme), display: 'grid', gap: theme.spacing(2) },
  heading: { fontWeight: 600, marginBottom: theme.spacing(0.5) },
  roles: { margin: 0 },
}));

/**
 * Whom to call, who fills which role, and who comes next, for the entity of the
 * page. The incident contact comes first.
 *
 * @public
 */
export function OwnershipCard() {
  return (
    <DataProductsQueryProvider>
      <OwnershipCardBody />
    </DataProductsQueryProvider>
  );
}

function OwnershipCardBody() {
  const t = useMessages();
  const { entity } = useEntity();
  const query = useOwnership(stringifyEntityRef(entity));
  return (
    <EntityInfoCard title={t('ownership.title')}>
      <QueryState
        query={query}
        what={t('ownership.what')}
        lines={8}
        absent={
          <EmptyState
            title={t('ownership.absent.title')}
            description={t('ownership.absent.description')}
          />
        }
      >
        {ownership => <OwnershipView ownership={ownership} />}
      </QueryState>
    </EntityInfoCard>
  );
}

function OwnershipView(props: { ownership: OwnershipDetail }) {
  const { ownership } = props;
  const classes = useStyles();
  const t = useMessages();
  return (
    <div className={classes.root}>
      <ContactList ownership={ownership} />
      <dl className={classes.roles}>
        {ownership.roles.map(role => (
          <RoleRow key={role.role} role={role} ownership={ownership} />
        ))}
      </dl>
      <section>
        <Typography variant="body2" component="h4" className={classes.heading}>
          {t('escalation.title')}
        </Typography>
        <EscalationLadder escalation={ownership.escalation} />
      </section>
    </div>
  );
}
