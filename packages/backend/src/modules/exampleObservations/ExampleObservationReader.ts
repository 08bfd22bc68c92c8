import { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  HANDOFF_API_VERSION,
  DataProductEntity,
  ObservationInput,
  readContract,
  readPromises,
} from '@handoff/backstage-plugin-data-products-common';
import { ObservationReader } from '@handoff/backstage-plugin-data-products-node';
import { Scenario, troublesOf } from './Scenario';
import { simulateObjective } from './simulateObjective';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Pipelines report on what is in use. */
const LIFECYCLES = ['production', 'deprecated'];

/** Reports what the pipelines of the example company would. */
export class ExampleObservationReader implements ObservationReader {
  readonly id = 'example-observations';
  readonly schedule = {
    frequency: { seconds: 20 },
    timeout: { minutes: 10 },
    initialDelay: { seconds: 8 },
  };
  readonly #scenario: Scenario;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  /** What was reported of which entity: some come to the catalog later. */
  readonly #reported = new Map<string, number>();

  constructor(options: {
    scenario: Scenario;
    catalog: CatalogService;
    auth: AuthService;
  }) {
    this.#scenario = options.scenario;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  async *read(options: {
    now: Date;
    signal: AbortSignal;
  }): AsyncIterable<ObservationInput[]> {
    const { now } = options;
    const start = now.getTime() - this.#scenario.days * DAY_MS;
    for (const entity of await this.#listProducts()) {
      options.signal.throwIfAborted();
      const entityRef = stringifyEntityRef(entity);
      // After a start it is not known how far the last one came with each
      // entity, and the catalog fills slowly: all of the past, as what is
      // reported twice changes nothing.
      const after = this.#reported.get(entityRef) ?? start;
      // All of it at once: half of a past looks like a broken present.
      yield [...this.#observe(entity, after, now)];
      this.#reported.set(entityRef, now.getTime());
    }
  }

  *#observe(
    entity: DataProductEntity,
    after: number,
    now: Date,
  ): Generator<ObservationInput> {
    const entityRef = stringifyEntityRef(entity);
    const { contract } = entity.spec;
    const { objectives } = readPromises(
      entity,
      contract === undefined ? undefined : readContract(contract),
    );
    for (const objective of objectives) {
      yield* simulateObjective({
        entityRef,
        objective,
        troubles: troublesOf(this.#scenario, entityRef, objective.name, now),
        seed: this.#scenario.seed,
        after,
        upTo: now.getTime(),
      });
    }
  }

  async #listProducts(): Promise<DataProductEntity[]> {
    const products: DataProductEntity[] = [];
    const pages = this.#catalog.streamEntities(
      { filter: { kind: 'DataProduct', 'spec.lifecycle': LIFECYCLES } },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      products.push(...(page as DataProductEntity[]));
    }
    const unobserved = new Set(this.#scenario.unobserved);
    return products.filter(
      entity =>
        entity.apiVersion === HANDOFF_API_VERSION &&
        !unobserved.has(stringifyEntityRef(entity)),
    );
  }
}
