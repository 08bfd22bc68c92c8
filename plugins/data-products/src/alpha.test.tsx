import { Entity } from '@backstage/catalog-model';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  ApiRef,
  createFrontendModule,
  iconsApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import {
  mockApis,
  renderInTestApp,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import {
  catalogApiRef,
  entityRouteRef,
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { render, screen, waitFor } from '@testing-library/react';
import {
  activeCustomer,
  bitolProduct,
  customer360,
  customerData,
  monthlyActives,
} from './__fixtures__/entities';
import { fixtureApi } from './__fixtures__/fixtureApi';
import shipped, {
  dataProductsIconsModule,
  dataProductsPresentationModule,
} from './alpha';
import { dataProductsApiRef, queryClient } from './api';

// Test apps do not wait for the permissions that decide on an extension.
const plugin = shipped.withOverrides({
  extensions: [
    shipped
      .getExtension('sub-page:data-products/ledger')
      .override({ if: undefined }),
  ],
});

function apiOf<T>(api: ApiRef<T>, implementation: T, name?: string) {
  return ApiBlueprint.make({
    name,
    params: defineParams =>
      defineParams({ api, deps: {}, factory: () => implementation }),
  });
}

beforeEach(() => {
  queryClient.clear();
  // The app keeps the reader's language there.
  localStorage.clear();
});

/** Waits for the headings of the cards that the plugin puts on an entity's page: each comes by itself. */
async function expectHeadings(entity: Entity, headings: unknown) {
  const { unmount } = renderTestApp({
    features: [plugin],
    extensions: [createTestEntityPage({ entity })],
    apis: [[dataProductsApiRef, fixtureApi()]],
  });
  await waitFor(() =>
    expect(
      screen
        .getAllByRole('heading', { level: 3 })
        .map(heading => heading.textContent),
    ).toEqual(headings),
  );
  unmount();
}

describe('the plugin in an app of the new frontend system', () => {
  it('adds a page to the menu, with a tab for each view', async () => {
    renderTestApp({
      features: [plugin],
      apis: [[dataProductsApiRef, fixtureApi()]],
      initialRouteEntries: ['/data-products/teams'],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name':
          convertLegacyRouteRef(entityRouteRef),
      },
    });
    expect(await screen.findByRole('tab', { name: 'Explore' })).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Teams' })).toBeVisible();
    expect(await screen.findByText('Data Office')).toBeVisible();
    // How much waits is said on every view.
    expect(
      await screen.findByRole('tab', { name: 'Waiting for me (6)' }),
    ).toHaveAttribute('href', '/data-products/waiting');
  });

  it('opens with the first view, and has no count where nothing waits', async () => {
    renderTestApp({
      features: [plugin],
      apis: [
        [
          dataProductsApiRef,
          { ...fixtureApi(), listWaiting: async () => ({ items: [] }) },
        ],
        [starredEntitiesApiRef, new MockStarredEntitiesApi()],
      ],
      initialRouteEntries: ['/data-products'],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name':
          convertLegacyRouteRef(entityRouteRef),
      },
    });
    expect(
      await screen.findByRole('tab', { name: 'Explore', selected: true }),
    ).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Waiting for me' })).toBeVisible();
  });

  it.each([
    ['whoever may read it', AuthorizeResult.ALLOW, 1],
    ['nobody else', AuthorizeResult.DENY, 0],
  ] as const)('has the ledger for %s', async (_, result, tabs) => {
    window.history.pushState({}, '', '/data-products/teams');
    const app = createApp({
      features: [
        shipped,
        createFrontendModule({
          pluginId: 'data-products',
          extensions: [apiOf(dataProductsApiRef, fixtureApi())],
        }),
        createFrontendModule({
          pluginId: 'app',
          extensions: [
            apiOf(
              permissionApiRef,
              { authorize: async () => ({ result }) },
              'permission',
            ),
          ],
        }),
      ],
      advanced: {
        configLoader: async () => ({
          config: mockApis.config({
            data: {
              app: {
                baseUrl: 'http://localhost:3000',
                extensions: [{ 'sign-in-page:app': false }],
              },
              backend: { baseUrl: 'http://localhost:7007' },
            },
          }),
        }),
      },
    });
    render(app.createRoot());
    expect(await screen.findByRole('tab', { name: 'Teams' })).toBeVisible();
    expect(screen.queryAllByRole('tab', { name: 'Ledger' })).toHaveLength(tabs);
  });

  it('puts each card on the pages where it belongs', async () => {
    await expectHeadings(monthlyActives, [
      'Ownership',
      'Path',
      'Readiness',
      'In short',
    ]);
    await expectHeadings(
      customer360,
      expect.arrayContaining([
        'Ownership',
        'Readiness',
        'Promises',
        'In short',
      ]),
    );
    await expectHeadings(activeCustomer, ['Definition']);
    await expectHeadings(customerData, ['Data readiness']);
  });

  it('leaves the data products of another standard alone', async () => {
    renderTestApp({
      features: [plugin],
      extensions: [createTestEntityPage({ entity: bitolProduct })],
      apis: [[dataProductsApiRef, fixtureApi()]],
    });
    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
  });

  it('gives our kinds their icons', async () => {
    function Icons() {
      const icons = useApi(iconsApiRef);
      return (
        <ul>
          {['dataproduct', 'decisionpath', 'glossaryterm', 'unheard-of'].map(
            kind => (
              <li key={kind}>
                {kind}: {icons.icon(`kind:${kind}`) ? 'icon' : 'none'}
              </li>
            ),
          )}
        </ul>
      );
    }
    renderInTestApp(<Icons />, { features: [dataProductsIconsModule] });

    expect(await screen.findByRole('list')).toHaveTextContent(
      'dataproduct: icondecisionpath: iconglossaryterm: iconunheard-of: none',
    );
  });

  it('gives links to our kinds their icons', async () => {
    function Presented(props: { entityRef: string }) {
      const { Icon, primaryTitle } = useEntityPresentation(props.entityRef);
      return (
        <li>
          {primaryTitle}: {Icon ? 'icon' : 'none'}
        </li>
      );
    }
    renderInTestApp(
      <ul>
        <Presented entityRef="dataproduct:default/customer-360" />
        <Presented entityRef="unheardof:default/thing" />
      </ul>,
      {
        features: [catalogPlugin, dataProductsPresentationModule],
        apis: [[catalogApiRef, catalogApiMock({ entities: [customer360] })]],
      },
    );

    expect(await screen.findByText('Customer 360: icon')).toBeVisible();
    expect(screen.getByText('thing: none')).toBeVisible();
  });

  it('speaks German where the reader does', async () => {
    renderTestApp({
      features: [plugin],
      extensions: [createTestEntityPage({ entity: monthlyActives })],
      apis: [[dataProductsApiRef, fixtureApi()]],
      config: {
        app: {
          baseUrl: 'http://localhost:3000',
          extensions: [
            {
              'api:app/app-language': {
                config: {
                  defaultLanguage: 'de',
                  availableLanguages: ['en', 'de'],
                },
              },
            },
          ],
        },
        backend: { baseUrl: 'http://localhost:7007' },
      },
    });

    expect(await screen.findByText('Verantwortung')).toBeVisible();
    expect(await screen.findByText('Gefährdet')).toBeVisible();
    expect(
      await screen.findByText('2 weitere erfüllt · 1 trifft nicht zu · zeigen'),
    ).toBeVisible();
  });
});
