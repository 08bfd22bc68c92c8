import {
  convertLegacyRouteRef,
  convertLegacyRouteRefs,
} from '@backstage/core-compat-api';
import {
  ApiBlueprint,
  coreExtensionData,
  createFrontendModule,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { IconBundleBlueprint } from '@backstage/plugin-app-react';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
  EntityContentLayoutBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { ledgerReadPermission } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef, DefaultDataProductsApi } from './api';
import {
  DATA_PRODUCT_FILTER,
  DECISION_PATH_FILTER,
  GLOSSARY_TERM_FILTER,
  KIND_ICONS,
  SCORED_FILTER,
} from './kinds';
import {
  changesRouteRef,
  exploreRouteRef,
  ledgerRouteRef,
  rootRouteRef,
  teamsRouteRef,
  waitingRouteRef,
} from './routes';

const dataProductsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: dataProductsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => DefaultDataProductsApi.create(deps),
    }),
});

const WAITING_PAGE_ID = 'sub-page:data-products/waiting';

const dataProductsPage = PageBlueprint.makeWithOverrides({
  factory(originalFactory, { config, inputs }) {
    const title = 'Data products';
    const icon = <KIND_ICONS.DataProduct fontSize="inherit" />;
    const views = inputs.pages.map(page => {
      const path = page.get(coreExtensionData.routePath);
      return {
        path,
        title: page.get(coreExtensionData.title) ?? path,
        element: page.get(coreExtensionData.reactElement),
        isCounted: page.node.spec.id === WAITING_PAGE_ID,
      };
    });
    return originalFactory({
      path: '/data-products',
      title,
      icon,
      routeRef: convertLegacyRouteRef(rootRouteRef),
      // The views come with the header.
      noHeader: true,
      loader: () =>
        import('./page').then(m => (
          <m.DataProductsViews
            title={config.title ?? title}
            icon={icon}
            views={views}
          />
        )),
    });
  },
});

const explorePage = SubPageBlueprint.make({
  name: 'explore',
  params: {
    path: 'explore',
    title: 'Explore',
    // The page header of the app comes without a main landmark around the rest.
    loader: () =>
      import('./explore').then(m => (
        <main>
          <m.ExplorePage />
        </main>
      )),
  },
});

const teamsPage = SubPageBlueprint.make({
  name: 'teams',
  params: {
    path: 'teams',
    title: 'Teams',
    loader: () =>
      import('./teams').then(m => (
        <main>
          <m.TeamsPage />
        </main>
      )),
  },
});

const waitingPage = SubPageBlueprint.make({
  name: 'waiting',
  params: {
    path: 'waiting',
    title: 'Waiting for me',
    loader: () =>
      import('./waiting').then(m => (
        <main>
          <m.WaitingPage />
        </main>
      )),
  },
});

const ledgerPage = SubPageBlueprint.make({
  name: 'ledger',
  // The action stands after the name where an app asks for permissions.
  if: {
    permissions: {
      $contains: `${ledgerReadPermission.name}#${ledgerReadPermission.attributes.action}`,
    },
  },
  params: {
    path: 'ledger',
    title: 'Ledger',
    loader: () =>
      import('./ledger').then(m => (
        <main>
          <m.LedgerPage />
        </main>
      )),
  },
});

const changesPage = SubPageBlueprint.make({
  name: 'changes',
  params: {
    path: 'changes',
    title: 'Changes',
    loader: () =>
      import('./change').then(m => (
        <main>
          <m.ChangesPage />
        </main>
      )),
  },
});

const ownershipCard = EntityCardBlueprint.make({
  name: 'ownership',
  params: {
    type: 'info',
    filter: SCORED_FILTER,
    loader: () => import('./ownership').then(m => <m.OwnershipCard />),
  },
});

const readinessCard = EntityCardBlueprint.make({
  name: 'readiness',
  params: {
    type: 'content',
    filter: SCORED_FILTER,
    loader: () => import('./readiness').then(m => <m.ReadinessCard />),
  },
});

const pathCard = EntityCardBlueprint.make({
  name: 'path',
  params: {
    type: 'content',
    filter: DECISION_PATH_FILTER,
    loader: () => import('./path').then(m => <m.PathCard />),
  },
});

const promisesCard = EntityCardBlueprint.make({
  name: 'promises',
  params: {
    type: 'content',
    filter: DATA_PRODUCT_FILTER,
    loader: () => import('./sla').then(m => <m.PromisesCard />),
  },
});

const summaryCard = EntityCardBlueprint.make({
  name: 'summary',
  params: {
    type: 'content',
    filter: SCORED_FILTER,
    loader: () => import('./overview').then(m => <m.SummaryCard />),
  },
});

const glossaryTermCard = EntityCardBlueprint.make({
  name: 'glossary-term',
  params: {
    type: 'content',
    filter: GLOSSARY_TERM_FILTER,
    loader: () => import('./glossary').then(m => <m.GlossaryTermCard />),
  },
});

const groupReadinessCard = EntityCardBlueprint.make({
  name: 'group-readiness',
  params: {
    type: 'content',
    filter: { kind: 'Group' },
    loader: () => import('./teams').then(m => <m.GroupReadinessCard />),
  },
});

const overviewLayout = EntityContentLayoutBlueprint.make({
  name: 'overview',
  params: {
    filter: SCORED_FILTER,
    loader: () =>
      import('./overview/ScoredEntityLayout').then(m => m.ScoredEntityLayout),
  },
});

const contractContent = EntityContentBlueprint.make({
  name: 'contract',
  params: {
    path: '/contract',
    title: 'Contract',
    group: 'documentation',
    filter: DATA_PRODUCT_FILTER,
    loader: () => import('./contract').then(m => <m.ContractContent />),
  },
});

const slaContent = EntityContentBlueprint.make({
  name: 'sla',
  params: {
    path: '/sla',
    title: 'SLA',
    filter: SCORED_FILTER,
    loader: () => import('./sla').then(m => <m.SlaContent />),
  },
});

const signOffsContent = EntityContentBlueprint.make({
  name: 'sign-offs',
  params: {
    path: '/sign-offs',
    title: 'Sign-offs',
    filter: SCORED_FILTER,
    loader: () => import('./handoff').then(m => <m.SignOffsContent />),
  },
});

const changesContent = EntityContentBlueprint.make({
  name: 'changes',
  params: {
    path: '/changes',
    title: 'Changes',
    filter: SCORED_FILTER,
    loader: () => import('./change').then(m => <m.ChangesContent />),
  },
});

/**
 * Pages, cards and tabs for data products.
 *
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'data-products',
  title: 'Data products',
  icon: <KIND_ICONS.DataProduct fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: convertLegacyRouteRefs({
    root: rootRouteRef,
    explore: exploreRouteRef,
    teams: teamsRouteRef,
    waiting: waitingRouteRef,
    ledger: ledgerRouteRef,
    changes: changesRouteRef,
  }),
  // Cards stand on the page in this order.
  extensions: [
    dataProductsApi,
    dataProductsPage,
    explorePage,
    teamsPage,
    waitingPage,
    changesPage,
    ledgerPage,
    ownershipCard,
    pathCard,
    readinessCard,
    promisesCard,
    summaryCard,
    glossaryTermCard,
    groupReadinessCard,
    slaContent,
    contractContent,
    signOffsContent,
    changesContent,
    overviewLayout,
  ],
});

/**
 * The icons of our kinds, wherever the app looks icons up by kind. Icons belong
 * to the app, so that they come as a module of their own, to be installed beside
 * the plugin.
 *
 * @alpha
 */
export const dataProductsIconsModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    IconBundleBlueprint.make({
      name: 'data-products',
      params: {
        icons: {
          'kind:dataproduct': <KIND_ICONS.DataProduct fontSize="inherit" />,
          'kind:decisionpath': <KIND_ICONS.DecisionPath fontSize="inherit" />,
          'kind:glossaryterm': <KIND_ICONS.GlossaryTerm fontSize="inherit" />,
        },
      },
    }),
  ],
});

/**
 * The icons of our kinds in links to entities and in the catalog graph. Those
 * come from the catalog's entity presentation, which does not ask the app for
 * icons: the module stands in for it, with our kinds added. Leave it out where
 * the portal has a presentation of its own, and give that one the icons.
 *
 * @alpha
 */
export const dataProductsPresentationModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      name: 'entity-presentation',
      params: defineParams =>
        defineParams({
          api: entityPresentationApiRef,
          deps: { catalogApi: catalogApiRef },
          factory: ({ catalogApi }) =>
            DefaultEntityPresentationApi.create({
              catalogApi,
              kindIcons: KIND_ICONS,
            }),
        }),
    }),
  ],
});

export { dataProductsTranslationRef } from './translation';
