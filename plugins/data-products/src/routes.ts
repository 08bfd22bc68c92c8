import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** Where the page of the plugin is mounted. */
export const rootRouteRef = createRouteRef({ id: 'data-products' });

/** The searchable table of products and paths; its filters are in the query. */
export const exploreRouteRef = createSubRouteRef({
  id: 'data-products/explore',
  parent: rootRouteRef,
  path: '/explore',
});

/** Everything that waits for the reader. */
export const waitingRouteRef = createSubRouteRef({
  id: 'data-products/waiting',
  parent: rootRouteRef,
  path: '/waiting',
});

/** How teams and domains stand. */
export const teamsRouteRef = createSubRouteRef({
  id: 'data-products/teams',
  parent: rootRouteRef,
  path: '/teams',
});

/** What was recorded; its filters are in the query. */
export const ledgerRouteRef = createSubRouteRef({
  id: 'data-products/ledger',
  parent: rootRouteRef,
  path: '/ledger',
});

/** Changes of all products and paths; its filters are in the query. */
export const changesRouteRef = createSubRouteRef({
  id: 'data-products/changes',
  parent: rootRouteRef,
  path: '/changes',
});
