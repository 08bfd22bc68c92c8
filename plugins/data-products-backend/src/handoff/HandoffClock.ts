import {
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { Knex } from 'knex';
import { Ticker } from '../clock';
import { HandoffParties } from './HandoffParties';
import { HandoffRecorder } from './HandoffRecorder';
import { DueHandoff, HandoffStore } from './HandoffStore';
import { ReadSurroundings } from './HandoffSurroundings';

const PAGE_SIZE = 100;

/**
 * Looks at handoffs again when time may have changed how they stand, and when
 * what is known of their entities has changed. Lists filter by what it finds;
 * who looks at a handoff itself always sees it as it stands.
 */
export class HandoffClock {
  readonly #knex: Knex;
  readonly #store: HandoffStore;
  readonly #recorder: HandoffRecorder;
  readonly #readSurroundings: ReadSurroundings;
  readonly #parties: HandoffParties;
  readonly #logger: LoggerService;
  readonly #onChange: () => void;
  readonly #ticker = new Ticker(() => this.#look(new Date()));

  static create(options: Options) {
    return new HandoffClock(options);
  }

  private constructor(options: Options) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#recorder = options.recorder;
    this.#readSurroundings = options.readSurroundings;
    this.#parties = options.parties;
    this.#logger = options.logger;
    this.#onChange = options.onChange;
  }

  async start(
    scheduler: SchedulerService,
    schedule: SchedulerServiceTaskScheduleDefinition,
  ): Promise<void> {
    await scheduler.scheduleTask({
      id: 'handoff-clock',
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
      .catch(error => this.#logger.error('Could not look at handoffs', error));
  }

  async #look(now: Date): Promise<void> {
    let changed = false;
    let after = '';
    for (;;) {
      const due = await this.#store.listDue(now, { after, limit: PAGE_SIZE });
      for (const each of due) {
        changed = (await this.#tryLookAt(each, now)) || changed;
        after = each.id;
      }
      if (due.length < PAGE_SIZE) {
        break;
      }
    }
    if (changed) {
      this.#onChange();
    }
  }

  /** One that cannot be judged must not keep the others from it. */
  async #tryLookAt(due: DueHandoff, now: Date): Promise<boolean> {
    try {
      return await this.#lookAt(due, now);
    } catch (error) {
      this.#logger.error(
        `Could not look at the handoff ${due.id}`,
        toError(error),
      );
      return false;
    }
  }

  async #lookAt(due: DueHandoff, now: Date): Promise<boolean> {
    const seen = await this.#store.get(due.id);
    if (!seen) {
      return false;
    }
    const surroundings = await this.#readSurroundings([seen.entityRef], now);
    const memberships = await this.#parties.membershipsOf(seen);
    return this.#knex.transaction(async tx => {
      const handoff = await this.#store.lock(tx, due.id);
      if (!handoff) {
        return false;
      }
      await this.#store.saveRevision(tx, due);
      return this.#recorder.record(
        tx,
        handoff,
        { surroundings, memberships },
        now,
      );
    });
  }
}

interface Options {
  knex: Knex;
  store: HandoffStore;
  recorder: HandoffRecorder;
  readSurroundings: ReadSurroundings;
  parties: HandoffParties;
  logger: LoggerService;
  /** Called when an entity's readiness is due in consequence. */
  onChange: () => void;
}
