import {
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Ticker } from '../clock';
import { AgreementRecorder } from './AgreementRecorder';
import { AgreementStore } from './AgreementStore';

const PAGE_SIZE = 100;

/**
 * Looks at agreements again when a day has begun, and when what their entities
 * promise has changed.
 */
export class AgreementClock {
  readonly #knex: Knex;
  readonly #store: AgreementStore;
  readonly #recorder: AgreementRecorder;
  readonly #logger: LoggerService;
  readonly #onChange: () => void;
  readonly #ticker = new Ticker(() => this.#look(new Date()));

  static create(options: {
    knex: Knex;
    store: AgreementStore;
    recorder: AgreementRecorder;
    logger: LoggerService;
    /** Called when an entity's readiness is due in consequence. */
    onChange: () => void;
  }) {
    return new AgreementClock(options);
  }

  private constructor(options: {
    knex: Knex;
    store: AgreementStore;
    recorder: AgreementRecorder;
    logger: LoggerService;
    onChange: () => void;
  }) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#recorder = options.recorder;
    this.#logger = options.logger;
    this.#onChange = options.onChange;
  }

  async start(
    scheduler: SchedulerService,
    schedule: SchedulerServiceTaskScheduleDefinition,
  ): Promise<void> {
    await scheduler.scheduleTask({
      id: 'agreement-clock',
      ...schedule,
      fn: async () => {
        await this.#ticker.tick();
      },
    });
  }

  /** Has it look soon, without waiting for it; failures are logged. */
  wake(): void {
    this.#ticker
      .tick()
      .catch(error =>
        this.#logger.error('Could not look at agreements', error),
      );
  }

  /** Looks at all that is due. */
  async #look(now: Date): Promise<void> {
    let changed = false;
    for (;;) {
      const due = await this.#store.listDueEntities(now, PAGE_SIZE);
      for (const entityRef of due) {
        changed = (await this.#lookAt(entityRef, now)) || changed;
      }
      if (due.length < PAGE_SIZE) {
        break;
      }
    }
    if (changed) {
      this.#onChange();
    }
  }

  async #lookAt(entityRef: string, now: Date): Promise<boolean> {
    return this.#knex.transaction(async tx => {
      await this.#store.takeTurn(tx, entityRef);
      await this.#store.settleRecheck(tx, entityRef);
      return this.#recorder.record(tx, entityRef, now);
    });
  }
}
