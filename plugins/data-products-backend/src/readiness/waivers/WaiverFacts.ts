import { waiverEvidence } from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { EvidenceStore } from '../../evidence';
import { WaiverStore } from './WaiverStore';

/** Tells readiness of the waivers in force. */
export class WaiverFacts {
  readonly #knex: Knex;
  readonly #store: WaiverStore;
  readonly #evidence: EvidenceStore;

  static create(options: {
    knex: Knex;
    store: WaiverStore;
    evidence: EvidenceStore;
  }) {
    return new WaiverFacts(options.knex, options.store, options.evidence);
  }

  private constructor(knex: Knex, store: WaiverStore, evidence: EvidenceStore) {
    this.#knex = knex;
    this.#store = store;
    this.#evidence = evidence;
  }

  /**
   * Records those of an entity, in the transaction that has changed them and
   * holds the lock of the entity.
   */
  async record(
    tx: Knex.Transaction,
    entityRef: string,
    now: Date,
  ): Promise<void> {
    const open = await this.#store.listOpen(tx, entityRef, now);
    await this.#evidence.setFacts(
      'waivers',
      new Map([[entityRef, waiverEvidence(open, now)]]),
      now,
      tx,
    );
  }

  /**
   * Records again what evidence has lost: the catalog may lose an entity, and
   * then all that is known of it, and find it again.
   *
   * @returns how many entities were told of their waivers
   */
  async restore(now: Date): Promise<number> {
    const entityRefs = await this.#store.listUntold(now);
    for (const entityRef of entityRefs) {
      await this.#knex.transaction(async tx => {
        await this.#store.lock(tx, entityRef);
        await this.record(tx, entityRef, now);
      });
    }
    return entityRefs.length;
  }
}
