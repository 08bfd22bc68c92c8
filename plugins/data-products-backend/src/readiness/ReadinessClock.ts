import {
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Ticker } from '../clock';
import { ReadinessEvaluator } from './ReadinessEvaluator';
import { ReadinessIndex } from './ReadinessIndex';
import { ReadinessStore } from './ReadinessStore';

const REMOVALS_KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * Judges what has become due: by new evidence, or by time alone. It ticks on
 * every replica; pages that one has taken, the others pass over.
 */
export class ReadinessClock {
  readonly #evaluator: ReadinessEvaluator;
  readonly #index: ReadinessIndex;
  readonly #store: ReadinessStore;
  readonly #logger: LoggerService;
  readonly #ticker = new Ticker(() => this.#evaluate());
  #judgedByOwnChecks = false;

  static create(options: {
    evaluator: ReadinessEvaluator;
    index: ReadinessIndex;
    store: ReadinessStore;
    logger: LoggerService;
  }) {
    return new ReadinessClock(options);
  }

  private constructor(options: {
    evaluator: ReadinessEvaluator;
    index: ReadinessIndex;
    store: ReadinessStore;
    logger: LoggerService;
  }) {
    this.#evaluator = options.evaluator;
    this.#index = options.index;
    this.#store = options.store;
    this.#logger = options.logger;
  }

  async start(
    scheduler: SchedulerService,
    schedule: SchedulerServiceTaskScheduleDefinition,
  ): Promise<void> {
    await scheduler.scheduleTask({
      id: 'readiness-clock',
      ...schedule,
      // Replicas share the work page by page, not tick by tick.
      scope: 'local',
      fn: async signal => {
        if (!this.#judgedByOwnChecks) {
          await this.#evaluator.evaluateOutdated(signal);
          // Once only: while a new version is rolled out, two replicas with
          // different checks would else overrule each other at every tick.
          this.#judgedByOwnChecks = true;
        }
        await this.tick();
        await this.#store.purgeRemovals(
          new Date(Date.now() - REMOVALS_KEPT_MS).toISOString(),
        );
      },
    });
  }

  /** Judges what is due, now. A call during a tick makes for another one. */
  async tick(): Promise<void> {
    return this.#ticker.tick();
  }

  /** Like {@link ReadinessClock.tick}, without waiting; failures are logged. */
  wake(): void {
    this.tick().catch(error =>
      this.#logger.error('Could not evaluate readiness', error),
    );
  }

  async #evaluate(): Promise<void> {
    const start = performance.now();
    const { evaluated, changed } = await this.#evaluator.evaluateDue();
    if (evaluated) {
      this.#logger.info(
        `Evaluated the readiness of ${evaluated} entities, ${changed} changed, in ${Math.round(
          performance.now() - start,
        )} ms`,
      );
    }
    // Readers find the index as new as it can be.
    await this.#index.refresh();
  }
}
