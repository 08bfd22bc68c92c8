import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { Notifier } from '@handoff/backstage-plugin-data-products-node';
import { CLAIM_MS, retryDelay, sendToAll } from '../../messages/sendToAll';
import { findCause } from './findCause';
import { ClaimedBreach, NoticeStore } from './NoticeStore';
import { PlannedNotice, planNotices, REPEAT_MS } from './planNotices';

/**
 * Tells people of broken promises, through all notifiers. Whatever is in the
 * outbox is told at least once: a crash repeats at most what was being sent.
 */
export class NoticeDispatcher {
  readonly #store: NoticeStore;
  readonly #notifiers: () => readonly Notifier[];
  readonly #logger: LoggerService;

  static create(options: {
    store: NoticeStore;
    /** Asked each time: modules add them while the backend starts. */
    notifiers: () => readonly Notifier[];
    logger: LoggerService;
  }) {
    return new NoticeDispatcher(options);
  }

  private constructor(options: {
    store: NoticeStore;
    notifiers: () => readonly Notifier[];
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#notifiers = options.notifiers;
    this.#logger = options.logger;
  }

  async start(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'sla-notices',
      frequency: { seconds: 10 },
      timeout: { minutes: 5 },
      initialDelay: { seconds: 10 },
      fn: async () => {
        await this.dispatch(new Date());
      },
    });
  }

  /** @returns how many notices were sent. */
  async dispatch(now: Date): Promise<number> {
    if (!this.#notifiers().length) {
      await this.#store.discard();
      return 0;
    }
    let sent = 0;
    for (;;) {
      const claimed = await this.#store.claim(
        now.getTime(),
        now.getTime() + CLAIM_MS,
      );
      if (!claimed.length) {
        return sent;
      }
      sent += await this.#tell(claimed, now.getTime());
    }
  }

  async #tell(claimed: readonly ClaimedBreach[], now: number): Promise<number> {
    // What is over by now, nobody has to be told of.
    const open = await this.#store.listOpen(
      claimed.map(({ breachId }) => breachId),
      now,
    );
    const upstream = await this.#store.listOpenUpstream(
      open.map(({ entityRef }) => entityRef),
      now,
    );
    const pending = open.map(breach => ({
      breach,
      cause: findCause(breach, upstream),
    }));
    const all = pending.flatMap(({ breach, cause }) => [breach, cause]);
    const since = now - REPEAT_MS;
    const { notices, later, covered } = planNotices(
      {
        pending,
        facts: await this.#store.listFacts(
          all.map(({ entityRef }) => entityRef),
        ),
        told: await this.#store.listTold(all, since),
        openings: await this.#store.countOpenings(
          all.map(({ objectiveId }) => objectiveId),
          since,
        ),
      },
      now,
    );
    await this.#store.saveTold(covered);

    const failures = new Map(
      claimed.map(each => [each.breachId, each.failures]),
    );
    const failed = new Set<number>();
    let sent = 0;
    for (const planned of notices) {
      if (await this.#send(planned)) {
        await this.#store.saveTold(planned.tells);
        sent += 1;
      } else {
        for (const id of planned.breachIds) {
          failed.add(id);
          later.set(id, now + retryDelay(failures.get(id) ?? 0));
        }
      }
    }
    await this.#store.settle(claimed, later, failed);
    return sent;
  }

  async #send({ notice }: PlannedNotice): Promise<boolean> {
    return sendToAll(
      this.#notifiers(),
      notifier => notifier.notify(notice),
      `${notice.recipients.join(', ')} of broken promises`,
      this.#logger,
    );
  }
}
