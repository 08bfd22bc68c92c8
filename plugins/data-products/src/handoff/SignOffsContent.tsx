import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { HandoffSummary } from '@handoff/backstage-plugin-data-products-common';
import { Route, Routes } from 'react-router-dom';
import { DataProductsQueryProvider } from '../api';
import { LedgerLink } from '../ledger';
import { BriefingLink, BriefingPage } from '../briefing';
import { EmptyState, QueryState } from '../states';
import { useMessages } from '../translation';
import { HandoffHistory } from './HandoffHistory';
import { LoadedHandoff } from './LoadedHandoff';
import { RequestButton } from './RequestButton';
import { currentHandoff, useHandoffs } from './useHandoffs';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(3),
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/**
 * The release of the entity of the page that is being signed off: what is
 * signed, what waits, and on whom. Below it, at `briefing`, is the briefing of
 * the team that receives it.
 *
 * @public
 */
export function SignOffsContent() {
  return (
    <DataProductsQueryProvider>
      <Routes>
        <Route path="briefing" element={<BriefingPage />} />
        <Route path="*" element={<SignOffsContentBody />} />
      </Routes>
    </DataProductsQueryProvider>
  );
}

function SignOffsContentBody() {
  const t = useMessages();
  const { entity } = useEntity();
  const query = useHandoffs(stringifyEntityRef(entity));
  return (
    <QueryState query={query} what={t('handoff.what')} lines={8}>
      {handoffs => <Handoffs handoffs={handoffs} />}
    </QueryState>
  );
}

function Handoffs(props: { handoffs: HandoffSummary[] }) {
  const classes = useStyles();
  const t = useMessages();
  const { entity } = useEntity();
  const current = currentHandoff(props.handoffs);
  const earlier = props.handoffs.filter(handoff => handoff !== current);
  return (
    <div className={classes.root}>
      {current ? (
        <EntityInfoCard
          title={t('handoff.title', { release: current.release })}
        >
          <LoadedHandoff key={current.id} id={current.id} />
        </EntityInfoCard>
      ) : (
        <EmptyState
          title={t('handoff.empty.title')}
          description={t('handoff.empty.description')}
        />
      )}
      <div className={classes.actions}>
        <RequestButton entity={entity} />
        <BriefingLink />
      </div>
      {earlier.length > 0 && <HandoffHistory handoffs={earlier} />}
      <LedgerLink subject={stringifyEntityRef(entity)} />
    </div>
  );
}
