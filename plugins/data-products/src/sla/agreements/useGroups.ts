import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { OwnershipDetail } from '@handoff/backstage-plugin-data-products-common';

/** More do not help to find one: who types on sees others. */
const SHOWN_GROUPS = 20;

/** Who types on within it is not searched for yet. */
const TYPING_PAUSE_MS = 150;

/** A group that can be a party. */
export interface GroupChoice {
  ref: string;
  title: string;
}

/** Groups of the catalog by a part of their name, as far as the reader may see them. */
export function useGroups(search: string) {
  const catalogApi = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['data-products', 'groups', search],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      await new Promise(resolve => {
        setTimeout(resolve, TYPING_PAUSE_MS);
      });
      signal.throwIfAborted();
      const { items } = await catalogApi.queryEntities({
        filter: { kind: 'group' },
        fields: ['kind', 'metadata', 'spec.profile'],
        fullTextFilter: {
          term: search,
          fields: [
            'metadata.name',
            'metadata.title',
            'spec.profile.displayName',
          ],
        },
        orderFields: [{ field: 'metadata.name', order: 'asc' }],
        limit: SHOWN_GROUPS,
      });
      return items.map((group): GroupChoice => {
        const profile = group.spec?.profile as
          | { displayName?: string }
          | undefined;
        return {
          ref: stringifyEntityRef(group),
          title:
            profile?.displayName ?? group.metadata.title ?? group.metadata.name,
        };
      });
    },
  });
}

/** The groups in a role of an entity. */
export function groupsInRole(
  ownership: OwnershipDetail | undefined,
  role: OwnershipDetail['roles'][number]['role'],
): GroupChoice[] {
  return (
    ownership?.roles
      .find(entry => entry.role === role)
      ?.members.filter(
        ({ ref, found }) => found && parseEntityRef(ref).kind === 'group',
      )
      .map(({ ref, title }) => ({
        ref,
        title: title ?? parseEntityRef(ref).name,
      })) ?? []
  );
}

/** The full ref of a group by what somebody typed: its ref or its name. */
export function readGroupRef(text: string): string | undefined {
  try {
    const ref = parseEntityRef(text.trim(), {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
    return ref.kind.toLocaleLowerCase('en-US') === 'group'
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}
