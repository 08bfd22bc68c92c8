import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import {
  Message,
  Notifier,
} from '@handoff/backstage-plugin-data-products-node';
import { MessageStore } from './MessageStore';
import { CLAIM_MS, retryDelay, sendToAll } from './sendToAll';

/**
 * Sends messages through all notifiers. Whatever is in the outbox is sent at
 * least once: a crash repeats at most what was being sent, under its id.
 */
export class MessageDispatcher {
  readonly #store: MessageStore;
  readonly #notifiers: () => readonly Notifier[];
  readonly #logger: LoggerService;

  static create(options: {
    store: MessageStore;
    /** Asked each time: modules add them while the backend starts. */
    notifiers: () => readonly Notifier[];
    logger: LoggerService;
  }) {
    return new MessageDispatcher(options);
  }

  private constructor(options: {
    store: MessageStore;
    notifiers: () => readonly Notifier[];
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#notifiers = options.notifiers;
    this.#logger = options.logger;
  }

  async start(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'messages',
      frequency: { seconds: 10 },
      timeout: { minutes: 5 },
      initialDelay: { seconds: 10 },
      fn: async () => {
        await this.dispatch(new Date());
      },
    });
  }

  /** @returns how many messages were sent. */
  async dispatch(now: Date): Promise<number> {
    if (!this.#notifiers().length) {
      await this.#store.discard();
      return 0;
    }
    let sent = 0;
    for (;;) {
      const time = now.getTime();
      const claimed = await this.#store.claim(time, time + CLAIM_MS);
      if (!claimed.length) {
        return sent;
      }
      const later = new Map<string, number>();
      for (const { message, failures } of claimed) {
        if (await this.#send(message)) {
          sent += 1;
        } else {
          later.set(message.id, time + retryDelay(failures));
        }
      }
      await this.#store.settle(claimed, later);
    }
  }

  async #send(message: Message): Promise<boolean> {
    return sendToAll(
      this.#notifiers(),
      notifier => notifier.send(message),
      `${message.recipients.join(', ')}: ${message.title}`,
      this.#logger,
    );
  }
}
