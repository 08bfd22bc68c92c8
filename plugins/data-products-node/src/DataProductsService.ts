import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  OwnershipDetail,
  OwnershipList,
  ReadinessDetail,
} from '@handoff/backstage-plugin-data-products-common';

/**
 * What any request takes.
 *
 * @public
 */
export interface DataProductsServiceRequestOptions {
  /** On whose behalf: what they may not read is absent from the answer. */
  credentials: BackstageCredentials;
}

/**
 * What other backend plugins may ask of Handoff.
 *
 * @public
 */
export interface DataProductsService {
  /**
   * The readiness of one entity; `undefined` when it has none, or when the
   * caller may not see it.
   */
  getReadiness(
    entityRef: string,
    options: DataProductsServiceRequestOptions,
  ): Promise<ReadinessDetail | undefined>;

  /**
   * Who fills which role of one entity, and whom to contact; `undefined` when
   * it has no ownership map, or when the caller may not see it.
   */
  getOwnership(
    entityRef: string,
    options: DataProductsServiceRequestOptions,
  ): Promise<OwnershipDetail | undefined>;

  /** Who answers for a dataset, by the technical name that pipelines use. */
  findOwnersOfDataset(
    dataset: string,
    options: DataProductsServiceRequestOptions,
  ): Promise<OwnershipList>;
}
