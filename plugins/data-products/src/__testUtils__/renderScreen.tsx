import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { Entity } from '@backstage/catalog-model';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { SWRConfig } from 'swr';
import { DataProductsApi, dataProductsApiRef, queryClient } from '../api';
import { rootRouteRef } from '../routes';
import {
  customer360,
  customerData,
  monthlyActives,
  webEvents,
} from '../__fixtures__/entities';
import { fixtureApi } from '../__fixtures__/fixtureApi';

/** An error as the API client throws it. */
export function responseError(statusCode: number, message: string): Error {
  return Object.assign(new Error(`Request failed with ${statusCode}`), {
    name: 'ResponseError',
    statusCode,
    cause: new Error(message),
  });
}

/** Shows one page or card the way an app does, on answers from fixtures. */
export function renderScreen(
  screen: ReactNode,
  options: {
    api?: Partial<DataProductsApi>;
    /** The entity of the page that a card stands on. */
    entity?: Entity;
    /** The address. */
    at?: string;
    starred?: string[];
    mayEvaluate?: boolean;
  } = {},
) {
  // The cache outlives a screen in an app; a test begins without.
  queryClient.clear();
  const starredEntities = new MockStarredEntitiesApi();
  options.starred?.forEach(ref => starredEntities.toggleStarred(ref));
  const api = { ...fixtureApi(), ...options.api };

  return renderInTestApp(
    // The permission hook has a cache of its own.
    <SWRConfig value={{ provider: () => new Map() }}>
      {options.entity ? (
        <EntityProvider entity={options.entity}>{screen}</EntityProvider>
      ) : (
        screen
      )}
      <Address />
    </SWRConfig>,
    {
      initialRouteEntries: [options.at ?? '/'],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name':
          convertLegacyRouteRef(entityRouteRef),
        '/data-products': convertLegacyRouteRef(rootRouteRef),
      },
      apis: [
        [dataProductsApiRef, api],
        [
          catalogApiRef,
          catalogApiMock({
            entities: [customer360, monthlyActives, customerData, webEvents],
          }),
        ],
        [starredEntitiesApiRef, starredEntities],
        [
          permissionApiRef,
          mockApis.permission({
            authorize: options.mayEvaluate
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
          }),
        ],
        mockApis.identity({
          userEntityRef: 'user:default/ada',
          ownershipEntityRefs: [
            'user:default/ada',
            'group:default/customer-data',
          ],
        }),
      ],
    },
  );
}

/** The address as the browser would show it, for tests to read. */
function Address() {
  const { pathname, search, hash } = useLocation();
  return <output aria-label="address">{`${pathname}${search}${hash}`}</output>;
}
