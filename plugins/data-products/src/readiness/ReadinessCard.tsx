import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { DataProductsQueryProvider } from '../api';
import { EmptyState, QueryState } from '../states';
import { useMessages } from '../translation';
import { CheckAgainButton } from './CheckAgainButton';
import { ReadinessDetailView } from './ReadinessDetailView';
import { useReadiness } from './useReadiness';

/**
 * Whether the entity of the page is ready, what is missing, and whose turn it is.
 *
 * @public
 */
export function ReadinessCard() {
  return (
    <DataProductsQueryProvider>
      <ReadinessCardBody />
    </DataProductsQueryProvider>
  );
}

function ReadinessCardBody() {
  const t = useMessages();
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const query = useReadiness(entityRef);
  return (
    <EntityInfoCard
      title={t('readiness.title')}
      headerActions={<CheckAgainButton entityRef={entityRef} />}
    >
      <QueryState
        query={query}
        what={t('readiness.what')}
        lines={8}
        absent={
          <EmptyState
            title={t('readiness.absent.title')}
            description={t('readiness.absent.description')}
          />
        }
      >
        {readiness => <ReadinessDetailView readiness={readiness} />}
      </QueryState>
    </EntityInfoCard>
  );
}
