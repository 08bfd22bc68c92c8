import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { dataProductsApiRef, DefaultDataProductsApi } from './api';
import { rootRouteRef } from './routes';

/**
 * The plugin, for apps of the old frontend system.
 *
 * @public
 */
export const dataProductsPlugin = createPlugin({
  id: 'data-products',
  routes: { root: rootRouteRef },
  apis: [
    createApiFactory({
      api: dataProductsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => DefaultDataProductsApi.create(deps),
    }),
  ],
});

/**
 * The page with the Explore, Teams, Waiting for me, Changes and Ledger views,
 * for `/data-products`.
 *
 * @public
 */
export const DataProductsPage = dataProductsPlugin.provide(
  createRoutableExtension({
    name: 'DataProductsPage',
    component: () =>
      import('./legacy/LegacyDataProductsPage').then(
        m => m.LegacyDataProductsPage,
      ),
    mountPoint: rootRouteRef,
  }),
);

/** Roles, contacts and escalation of a product or path. @public */
export const EntityOwnershipCard = dataProductsPlugin.provide(
  createComponentExtension({
    name: 'EntityOwnershipCard',
    component: { lazy: () => import('./ownership').then(m => m.OwnershipCard) },
  }),
);

/** Score, checks and whose turn it is, of a product or path. @public */
export const EntityReadinessCard = dataProductsPlugin.provide(
  createComponentExtension({
    name: 'EntityReadinessCard',
    component: { lazy: () => import('./readiness').then(m => m.ReadinessCard) },
  }),
);

/** The steps of a decision path. @public */
export const EntityPathCard = dataProductsPlugin.provide(
  createComponentExtension({
    name: 'EntityPathCard',
    component: { lazy: () => import('./path').then(m => m.PathCard) },
  }),
);

/** Purpose, limitations and access of a product or path. @public */
export const EntitySummaryCard = dataProductsPlugin.provide(
  createComponentExtension({
    name: 'EntitySummaryCard',
    component: { lazy: () => import('./overview').then(m => m.SummaryCard) },
  }),
);

/** The definition of a glossary term. @public */
export const EntityGlossaryTermCard = dataProductsPlugin.provide(
  createComponentExtension({
    name: 'EntityGlossaryTermCard',
    component: {
      lazy: () => import('./glossary').then(m => m.GlossaryTermCard),
    },
  }),
);

/** How each promise of a data product stands, broken ones first. @public */
export const EntityPromisesCard = dataProductsPlugin.provide(
  createComponentExtension({
    name: 'EntityPromisesCard',
    component: { lazy: () => import('./sla').then(m => m.PromisesCard) },
  }),
);

/** What a data product promises, or how it is promised along a decision path, and how it is kept. @public */
export const EntitySlaContent = dataProductsPlugin.provide(
  createComponentExtension({
    name: 'EntitySlaContent',
    component: {
      lazy: () => import('./sla').then(m => m.SlaContent),
    },
  }),
);

/** The contract of a data product as a data dictionary. @public */
export const EntityContractContent = dataProductsPlugin.provide(
  createComponentExtension({
    name: 'EntityContractContent',
    component: {
      lazy: () => import('./contract').then(m => m.ContractContent),
    },
  }),
);

/** What is signed off of a product or path, what waits, and on whom. @public */
export const EntitySignOffsContent = dataProductsPlugin.provide(
  createComponentExtension({
    name: 'EntitySignOffsContent',
    component: {
      lazy: () => import('./handoff').then(m => m.SignOffsContent),
    },
  }),
);

/** What is to change of a product or path, what stands against it, and whom it affects. @public */
export const EntityChangesContent = dataProductsPlugin.provide(
  createComponentExtension({
    name: 'EntityChangesContent',
    component: {
      lazy: () => import('./change').then(m => m.ChangesContent),
    },
  }),
);

/** Open changes that break the product or path of the page, or may; nothing where there are none. @public */
export const EntityChangeBanners = dataProductsPlugin.provide(
  createComponentExtension({
    name: 'EntityChangeBanners',
    component: {
      lazy: () => import('./change').then(m => m.ChangeBanners),
    },
  }),
);

/** How a group stands, with the groups below it. @public */
export const GroupReadinessCard = dataProductsPlugin.provide(
  createComponentExtension({
    name: 'GroupReadinessCard',
    component: {
      lazy: () => import('./teams').then(m => m.GroupReadinessCard),
    },
  }),
);
