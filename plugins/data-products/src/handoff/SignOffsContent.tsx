import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { HandoffSummary } from '@handoff/backstage-plugin-data-products-common';
import { DataProductsQueryProvider } from '../api';
import { LedgerLink } from '../ledger';
import { EmptyState, QueryState } from '../states';
import { useMessages } from '../translation';
import { HandoffHistory } from './HandoffHistory';
import { LoadedHandoff } from './LoadedHandoff';
import { RequestButton } from './RequestButton';
import { useHandoffs } from './useHandoffs';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(3),
  },
}));

/**
 * The release of the entity of the page that is being signed off: what is
 * signed, what waits, and on whom.
 *
 * @public
 */
export function SignOffsContent() {
  return (
    <DataProductsQueryProvider>
      <SignOffsContentBody />
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
      <div>
        <RequestButton entity={entity} />
      </div>
      {earlier.length > 0 && <HandoffHistory handoffs={earlier} />}
      <LedgerLink subject={stringifyEntityRef(entity)} />
    </div>
  );
}

/** The newest that was not taken back. */
function currentHandoff(
  handoffs: readonly HandoffSummary[],
): HandoffSummary | undefined {
  return handoffs.find(({ state }) => state !== 'withdrawn');
}
