import {
  attachDatasetEdges,
  DatasetEdge,
} from '@handoff/backstage-plugin-data-products-common';
import { OwnershipStore } from '../ownership/OwnershipStore';
import { LineageStore } from './LineageStore';

/** A pipeline that runs once a quarter is still there. */
const KEPT_MS = 100 * 86_400_000;

/** Attaches the lineage of datasets to the entities that claim them. */
export class LineageReader {
  readonly #store: LineageStore;
  readonly #ownership: OwnershipStore;

  static create(options: { store: LineageStore; ownership: OwnershipStore }) {
    return new LineageReader(options);
  }

  private constructor(options: {
    store: LineageStore;
    ownership: OwnershipStore;
  }) {
    this.#store = options.store;
    this.#ownership = options.ownership;
  }

  /** @returns of how many entities it is another thing than before. */
  async reconcile(now: Date): Promise<number> {
    await this.#store.forget(new Date(now.getTime() - KEPT_MS));
    const edges: DatasetEdge[] = [];
    for await (const page of this.#store.listEdges()) {
      edges.push(...page);
    }
    const claims = edges.length
      ? await this.#ownership.listClaims()
      : undefined;
    return this.#store.replaceInputs(
      attachDatasetEdges(edges, names => claims?.claimantsOf(names) ?? []),
    );
  }
}
