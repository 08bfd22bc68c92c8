import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { customer360 } from './__fixtures__/entities';
import { fixtureApi } from './__fixtures__/fixtureApi';
import { dataProductsApiRef, queryClient } from './api';
import { DataProductsPage, EntityOwnershipCard } from './plugin';

beforeEach(() => queryClient.clear());

const apis = [
  [dataProductsApiRef, fixtureApi()],
  [catalogApiRef, catalogApiMock()],
  [starredEntitiesApiRef, new MockStarredEntitiesApi()],
  [
    permissionApiRef,
    { authorize: async () => ({ result: AuthorizeResult.ALLOW }) },
  ],
] as const;
const mountedRoutes = {
  '/catalog/:namespace/:kind/:name': entityRouteRef,
};

describe('the plugin in an app of the old frontend system', () => {
  it('has the same page, with tabs of its own', async () => {
    await renderInTestApp(
      <TestApiProvider apis={apis}>
        <Routes>
          <Route path="/data-products/*" element={<DataProductsPage />} />
        </Routes>
      </TestApiProvider>,
      { mountedRoutes, routeEntries: ['/data-products/explore'] },
    );
    expect(await screen.findByText('Customer 360')).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Teams' })).toBeVisible();
    expect(await screen.findByRole('tab', { name: 'Ledger' })).toBeVisible();
    expect(
      await screen.findByRole('tab', { name: 'Waiting for me (6)' }),
    ).toBeVisible();
  });

  it('has the same cards', async () => {
    await renderInTestApp(
      <TestApiProvider apis={apis}>
        <EntityProvider entity={customer360}>
          <EntityOwnershipCard />
        </EntityProvider>
      </TestApiProvider>,
      { mountedRoutes },
    );
    expect(
      await screen.findByText(/Report an incident: PagerDuty/),
    ).toBeVisible();
  });
});
