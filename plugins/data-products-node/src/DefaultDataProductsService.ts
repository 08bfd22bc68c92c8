import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import {
  OwnershipDetail,
  OwnershipList,
  ReadinessDetail,
} from '@handoff/backstage-plugin-data-products-common';
import {
  DataProductsService,
  DataProductsServiceRequestOptions,
} from './DataProductsService';

/** Asks the data products backend over HTTP, wherever it runs. */
export class DefaultDataProductsService implements DataProductsService {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  static create(options: { auth: AuthService; discovery: DiscoveryService }) {
    return new DefaultDataProductsService(options.auth, options.discovery);
  }

  private constructor(auth: AuthService, discovery: DiscoveryService) {
    this.#auth = auth;
    this.#discovery = discovery;
  }

  async getReadiness(
    entityRef: string,
    options: DataProductsServiceRequestOptions,
  ) {
    return this.#get<ReadinessDetail>(
      entityPath('readiness', entityRef),
      options,
    );
  }

  async getOwnership(
    entityRef: string,
    options: DataProductsServiceRequestOptions,
  ) {
    return this.#get<OwnershipDetail>(
      entityPath('ownership', entityRef),
      options,
    );
  }

  async findOwnersOfDataset(
    dataset: string,
    options: DataProductsServiceRequestOptions,
  ) {
    const found = await this.#get<OwnershipList>(
      `/ownership?${new URLSearchParams({ dataset })}`,
      options,
    );
    return found ?? { items: [], totalItems: 0, pageInfo: {} };
  }

  async #get<T>(
    path: string,
    { credentials }: DataProductsServiceRequestOptions,
  ): Promise<T | undefined> {
    const baseUrl = await this.#discovery.getBaseUrl('data-products');
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'data-products',
    });
    const response = await fetch(`${baseUrl}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (response.status === 404) {
      return undefined;
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json() as Promise<T>;
  }
}

function entityPath(slice: string, entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/${slice}/${[kind, namespace, name]
    .map(encodeURIComponent)
    .join('/')}`;
}
