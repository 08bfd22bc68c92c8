import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { ObservationReader } from '@handoff/backstage-plugin-data-products-node';
import { ObservationService } from './ObservationService';

/** Has the readers read, each on its schedule, on one replica at a time. */
export class ObservationReaders {
  readonly #readers = new Map<string, ObservationReader>();

  /** @throws Error when a reader with the same id exists. */
  add(...readers: ObservationReader[]): void {
    for (const reader of readers) {
      if (this.#readers.has(reader.id)) {
        throw new Error(
          `Two readers of observations have the id '${reader.id}'`,
        );
      }
      this.#readers.set(reader.id, reader);
    }
  }

  async start(options: {
    scheduler: SchedulerService;
    observations: ObservationService;
    logger: LoggerService;
  }): Promise<void> {
    for (const reader of this.#readers.values()) {
      let since: Date | undefined;
      await options.scheduler.scheduleTask({
        id: `observation-reader-${reader.id}`,
        ...reader.schedule,
        fn: async signal => {
          const now = new Date();
          since = await readAll(reader, { ...options, since, now, signal });
        },
      });
    }
  }
}

async function readAll(
  reader: ObservationReader,
  options: {
    observations: ObservationService;
    logger: LoggerService;
    since: Date | undefined;
    now: Date;
    signal: AbortSignal;
  },
): Promise<Date> {
  const { observations, logger, since, now, signal } = options;
  for await (const batch of reader.read({ since, now, signal })) {
    const { refused, items } = await observations.ingestRead(batch, new Date());
    const [first] = items.filter(({ status }) => status === 'refused');
    if (first) {
      logger.warn(
        `${refused} observations of the reader '${reader.id}' were refused, the first one: ${first.reason}`,
      );
    }
  }
  return now;
}
