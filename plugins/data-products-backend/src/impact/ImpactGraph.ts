import { setImmediate } from 'node:timers/promises';
import {
  ImpactIndex,
  ImpactNode,
} from '@handoff/backstage-plugin-data-products-common';
import { ImpactNodeStore, StoredImpactNode } from './ImpactNodeStore';

/** What a node is, beside what it depends on. */
export type ImpactFacts = Omit<StoredImpactNode, 'inputs'>;

/**
 * Who depends on whom, in memory on every replica. The database stays the
 * truth; before each answer, what changed since is read by its revision.
 */
export class ImpactGraph {
  readonly #store: ImpactNodeStore;
  readonly #facts = new Map<string, ImpactFacts>();
  #index: ImpactIndex | undefined;
  #revision = 0;
  #readAt: string | undefined;
  #refreshing: Promise<void> | undefined;

  static create(store: ImpactNodeStore) {
    return new ImpactGraph(store);
  }

  private constructor(store: ImpactNodeStore) {
    this.#store = store;
  }

  /** As new as the database; built the first time that it is asked for. */
  async index(): Promise<ImpactIndex> {
    await this.refresh();
    return this.#index!;
  }

  /** When the whole catalog was read last, ISO 8601; absent before the first time. */
  get readAt(): string | undefined {
    return this.#readAt;
  }

  factsOf(ref: string): ImpactFacts | undefined {
    return this.#facts.get(ref);
  }

  /** Reads what changed. Requests that come meanwhile wait for the next read. */
  async refresh(): Promise<void> {
    // Who finds a read under way cannot know that it saw the latest change.
    await this.#refreshing?.catch(() => {});
    this.#refreshing ??= this.#read().finally(() => {
      this.#refreshing = undefined;
    });
    await this.#refreshing;
  }

  async #read(): Promise<void> {
    const head = await this.#store.getHead();
    if (!this.#index) {
      await this.#build();
    } else if (head.revision !== this.#revision) {
      await this.#follow(this.#index);
    }
    this.#revision = Math.max(this.#revision, head.revision);
    this.#readAt = head.readAt;
  }

  async #build(): Promise<void> {
    // A build that failed half-way is done again from the beginning.
    this.#facts.clear();
    let revision = 0;
    const nodes: ImpactNode[] = [];
    for await (const changes of this.#store.listChanges(0)) {
      for (const { entityRef, node, revision: changed } of changes) {
        if (node) {
          const { inputs, ...facts } = node;
          nodes.push({ ref: entityRef, inputs });
          this.#facts.set(entityRef, facts);
        }
        revision = changed;
      }
      await setImmediate();
    }
    this.#index = ImpactIndex.build(nodes);
    this.#revision = revision;
  }

  async #follow(index: ImpactIndex): Promise<void> {
    for await (const changes of this.#store.listChanges(this.#revision)) {
      for (const { entityRef, node, revision } of changes) {
        if (node) {
          const { inputs, ...facts } = node;
          index.set({ ref: entityRef, inputs });
          this.#facts.set(entityRef, facts);
        } else {
          index.remove(entityRef);
          this.#facts.delete(entityRef);
        }
        this.#revision = revision;
      }
      await setImmediate();
    }
    if (index.isFragmented) {
      index.compact();
    }
  }
}
