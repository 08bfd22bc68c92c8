import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import {
  ENTITY_CHANGED_TOPIC,
  EntityChangedPayload,
} from '@handoff/backstage-plugin-data-products-common';

/**
 * Publishes change hints one after another, apart from the processing of
 * entities: an event bus that is slow or down holds nothing up, and a first
 * ingestion of many entities does not become as many requests at once. An
 * entity that waits to be published is kept once.
 */
export class EntityChangedPublisher {
  readonly #events: EventsService;
  readonly #logger: LoggerService;
  readonly #waiting = new Set<string>();
  #running = false;

  static create(options: {
    events: EventsService;
    logger: LoggerService;
  }): EntityChangedPublisher {
    return new EntityChangedPublisher(options.events, options.logger);
  }

  private constructor(events: EventsService, logger: LoggerService) {
    this.#events = events;
    this.#logger = logger;
  }

  /** Has the hint published soon; never fails. */
  publish(entityRef: string): void {
    this.#waiting.add(entityRef);
    if (!this.#running) {
      this.#running = true;
      void this.#drain();
    }
  }

  async #drain(): Promise<void> {
    for (const entityRef of this.#waiting) {
      this.#waiting.delete(entityRef);
      const eventPayload: EntityChangedPayload = { entityRef };
      try {
        await this.#events.publish({
          topic: ENTITY_CHANGED_TOPIC,
          eventPayload,
        });
      } catch (error) {
        this.#logger.debug(
          `The change of ${entityRef} could not be published, and will be found when the data-products backend reconciles: ${stringifyError(
            error,
          )}`,
        );
      }
    }
    this.#running = false;
  }
}
