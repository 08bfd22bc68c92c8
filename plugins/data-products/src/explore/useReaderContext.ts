import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { starredEntitiesApiRef } from '@backstage/plugin-catalog-react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { SCORED_KINDS } from '@handoff/backstage-plugin-data-products-common';
import { ReaderContext } from './exploreView';

const KINDS: string[] = SCORED_KINDS.map(kind =>
  kind.toLocaleLowerCase('en-US'),
);

/** Who reads, and what they have starred. */
export function useReaderContext(): ReaderContext {
  const identityApi = useApi(identityApiRef);
  const starredEntitiesApi = useApi(starredEntitiesApiRef);
  const [starredRefs, setStarredRefs] = useState<string[]>();

  const { data: ownershipRefs } = useQuery({
    queryKey: ['data-products', 'ownership-refs'],
    queryFn: async () =>
      (await identityApi.getBackstageIdentity()).ownershipEntityRefs,
  });

  useEffect(() => {
    const subscription = starredEntitiesApi
      .starredEntitie$()
      .subscribe(refs => setStarredRefs([...refs].filter(isScoredRef).sort()));
    return () => subscription.unsubscribe();
  }, [starredEntitiesApi]);

  return { ownershipRefs, starredRefs };
}

function isScoredRef(ref: string): boolean {
  return KINDS.includes(parseEntityRef(ref).kind.toLocaleLowerCase('en-US'));
}
