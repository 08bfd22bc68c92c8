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
 * Woken again and again, it rests so many times as long as it worked: while
 * observations stream in, most of the time is theirs.
 */
const REST = 9;

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
  #restsUntil = 0;
  #waking: NodeJS.Timeout | undefined;

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

  /**
   * Has it tick soon, without waiting for it; failures are logged. What is
   * little is evaluated at once, what is much after a rest.
   */
  wake(): void {
    this.#waking ??= setTimeout(() => {
      this.#waking = undefined;
      this.tick().catch(error =>
        this.#logger.error('Could not evaluate objectives', error),
      );
    }, Math.max(0, this.#restsUntil - performance.now())).unref();
  }

  async #evaluate(): Promise<void> {
    const start = performance.now();
    const { evaluated, changed } = await this.#evaluator.evaluateDue(
      new Date(),
    );
    const end = performance.now();
    this.#restsUntil = end + REST * (end - start);
    if (changed) {
      this.#logger.info(
        `Evaluated ${evaluated} objectives, which changed for ${changed} entities, in ${Math.round(
          end - start,
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
