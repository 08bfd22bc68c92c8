import { LoggerService } from '@backstage/backend-plugin-api';
import { waiverEvidence } from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { Ticker } from '../../clock';
import { EvidenceStore } from '../../evidence';
import { WaiverStore } from './WaiverStore';

/** Tells readiness of the waivers in force. */
export class WaiverFacts {
  readonly #knex: Knex;
  readonly #store: WaiverStore;
  readonly #evidence: EvidenceStore;
  readonly #logger: LoggerService;
  readonly #onChange: () => void;
  readonly #ticker = new Ticker(() => this.#restore(new Date()));

  static create(options: {
    knex: Knex;
    store: WaiverStore;
    evidence: EvidenceStore;
    logger: LoggerService;
    /** Called when readiness has to be judged again. */
    onChange(): void;
  }) {
    return new WaiverFacts(options);
  }

  private constructor(options: {
    knex: Knex;
    store: WaiverStore;
    evidence: EvidenceStore;
    logger: LoggerService;
    onChange(): void;
  }) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#evidence = options.evidence;
    this.#logger = options.logger;
    this.#onChange = options.onChange;
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
   * To call when the catalog has changed. It may lose an entity, and with it
   * all that readiness is told, and find it again: then it is told again.
   */
  wake(): void {
    this.#ticker.tick().catch(error => {
      this.#logger.error(
        'Waivers could not be told to readiness; the next change of the catalog tries again',
        error,
      );
    });
  }

  async #restore(now: Date): Promise<void> {
    const entityRefs = await this.#store.listUntold(now);
    for (const entityRef of entityRefs) {
      await this.#knex.transaction(async tx => {
        await this.#store.lock(tx, entityRef);
        await this.record(tx, entityRef, now);
      });
    }
    if (entityRefs.length) {
      this.#onChange();
    }
  }
}
