import {
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Ticker } from '../clock';
import { ObservationService } from './ObservationService';
import { ObservationStore } from './ObservationStore';
import { firstDayKept } from './PromiseStore';
import { SlaEvaluator } from './SlaEvaluator';

const PURGE_PAGE = 1000;

/**
 * Evaluates objectives when an observation came and when time alone changes
 * how they stand. It ticks on every replica; what one has taken, the others
 * pass over.
 */
export class SlaClock {
  readonly #evaluator: SlaEvaluator;
  readonly #store: ObservationStore;
  readonly #retentionMs: number;
  readonly #logger: LoggerService;
  readonly #onChange: () => void;
  readonly #ticker = new Ticker(() => this.#evaluate());

  static create(options: {
    evaluator: SlaEvaluator;
    store: ObservationStore;
    /** How long observations are kept, in ms. */
    retentionMs: number;
    logger: LoggerService;
    /** Called when an entity's readiness is due in consequence. */
    onChange: () => void;
  }) {
    return new SlaClock(options);
  }

  private constructor(options: {
    evaluator: SlaEvaluator;
    store: ObservationStore;
    retentionMs: number;
    logger: LoggerService;
    onChange: () => void;
  }) {
    this.#evaluator = options.evaluator;
    this.#store = options.store;
    this.#retentionMs = options.retentionMs;
    this.#logger = options.logger;
    this.#onChange = options.onChange;
  }

  async start(
    scheduler: SchedulerService,
    schedule: SchedulerServiceTaskScheduleDefinition,
    observations: ObservationService,
  ): Promise<void> {
    await scheduler.scheduleTask({
      id: 'sla-clock',
      ...schedule,
      scope: 'local',
      fn: async () => {
        await this.tick();
      },
    });
    await scheduler.scheduleTask({
      id: 'sla-housekeeping',
      frequency: { minutes: 1 },
      timeout: { minutes: 10 },
      initialDelay: { seconds: 30 },
      fn: async signal => {
        await observations.attachUnmapped(new Date());
        await this.#purge(signal);
      },
    });
  }

  /** Evaluates what is due, now. A call during a tick makes for another one. */
  async tick(): Promise<void> {
    return this.#ticker.tick();
  }

  /** Like {@link SlaClock.tick}, without waiting; failures are logged. */
  wake(): void {
    this.tick().catch(error =>
      this.#logger.error('Could not evaluate objectives', error),
    );
  }

  async #evaluate(): Promise<void> {
    const start = performance.now();
    const { evaluated, changed } = await this.#evaluator.evaluateDue(
      new Date(),
    );
    if (changed) {
      this.#logger.info(
        `Evaluated ${evaluated} objectives, which changed for ${changed} entities, in ${Math.round(
          performance.now() - start,
        )} ms`,
      );
      this.#onChange();
    }
  }

  async #purge(signal: AbortSignal): Promise<void> {
    const day = firstDayKept(Date.now(), this.#retentionMs);
    while (
      !signal.aborted &&
      (await this.#store.purge(day, PURGE_PAGE)) === PURGE_PAGE
    ) {
      // Page by page, so that nobody waits for all of it.
    }
  }
}
