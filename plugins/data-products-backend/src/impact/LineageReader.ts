import {
  attachDatasetEdges,
  Contract,
  ContractColumns,
  DatasetEdge,
} from '@handoff/backstage-plugin-data-products-common';
import { ClaimBook } from '../ownership/ClaimBook';
import { OwnershipStore } from '../ownership/OwnershipStore';
import { LineageStore } from './LineageStore';

/** A pipeline that runs once a quarter is still there. */
const KEPT_MS = 100 * 86_400_000;

/** Whole contracts are large; only the names of their columns are kept. */
const CONTRACTS_AT_ONCE = 100;

interface Options {
  store: LineageStore;
  ownership: OwnershipStore;
  /** The contracts of those of the entities that have one, by ref. */
  contracts(
    entityRefs: readonly string[],
  ): Promise<ReadonlyMap<string, Contract>>;
}

/** Attaches the lineage of datasets to the entities that claim them. */
export class LineageReader {
  readonly #store: LineageStore;
  readonly #ownership: OwnershipStore;
  readonly #contracts: Options['contracts'];

  static create(options: Options) {
    return new LineageReader(options);
  }

  private constructor(options: Options) {
    this.#store = options.store;
    this.#ownership = options.ownership;
    this.#contracts = options.contracts;
  }

  /** @returns of how many entities it is another thing than before. */
  async reconcile(now: Date): Promise<number> {
    await this.#store.forget(new Date(now.getTime() - KEPT_MS));
    const edges: DatasetEdge[] = [];
    for await (const page of this.#store.listEdges()) {
      edges.push(...page);
    }
    if (!edges.length) {
      return this.#store.replaceInputs(new Map(), now);
    }
    const claims = await this.#ownership.listClaims();
    const columns = await this.#readColumns(edges, claims);
    return this.#store.replaceInputs(
      attachDatasetEdges(
        edges,
        names => claims.claimantsOf(names),
        ref => columns.get(ref),
        ref => claims.claimsOf(ref),
      ),
      now,
    );
  }

  /** Of the entities of whose data some columns are known to be read. */
  async #readColumns(
    edges: readonly DatasetEdge[],
    claims: ClaimBook,
  ): Promise<Map<string, ContractColumns>> {
    const refs = [
      ...new Set(
        edges.flatMap(({ from, reads }) =>
          reads ? claims.claimantsOf(from) : [],
        ),
      ),
    ];
    const columns = new Map<string, ContractColumns>();
    for (let start = 0; start < refs.length; start += CONTRACTS_AT_ONCE) {
      const contracts = await this.#contracts(
        refs.slice(start, start + CONTRACTS_AT_ONCE),
      );
      for (const [ref, contract] of contracts) {
        columns.set(ref, ContractColumns.create(contract));
      }
    }
    return columns;
  }
}
