import { LoggerService } from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';

/**
 * When to look at an entity again that the catalog had not stitched yet, in
 * milliseconds after the look before. Then it is left to the reconcile.
 */
const RETRY_DELAYS = [250, 500, 1000, 1000, 2000, 4000, 8000, 16000];

/** How long hints gather before they are acted on together. */
const GATHER_MS = 200;

/** More than this at once is a catalog starting up: the rest waits its turn. */
const MAX_BATCH = 500;

/**
 * Gathers hints that entities changed, and has them looked at soon, together
 * and again until the change is to be seen.
 */
export class ChangeHints {
  readonly #sync: (refs: string[]) => Promise<string[]>;
  readonly #logger: LoggerService;
  /** What to look at, with the number of looks so far and the time of the next. */
  readonly #waiting = new Map<string, { looks: number; at: number }>();
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Infinity;
  #looking = false;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  static create(options: {
    /** Looks at entities; returns those in which no change is to be seen yet. */
    sync: (refs: string[]) => Promise<string[]>;
    logger: LoggerService;
  }) {
    return new ChangeHints(options.sync, options.logger);
  }

  private constructor(
    sync: (refs: string[]) => Promise<string[]>,
    logger: LoggerService,
  ) {
    this.#sync = sync;
    this.#logger = logger;
  }

  /** Takes a hint; a later one for the same entity starts its looks anew. */
  add(entityRef: string): void {
    const at = Date.now() + GATHER_MS;
    this.#waiting.set(entityRef.toLocaleLowerCase('en-US'), { looks: 0, at });
    this.#lookAt(at);
  }

  /** Ends the looks, after the one that is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Sets the timer, unless it ends before already. */
  #lookAt(at: number): void {
    if (this.#stopped || this.#looking || at >= this.#timerAt) {
      return;
    }
    clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(() => {
      this.#timerAt = Infinity;
      this.#looking = true;
      this.#running = this.#look().finally(() => {
        this.#looking = false;
        this.#lookAtNext();
      });
    }, at - Date.now());
    // Hints must not keep a process alive that is done otherwise.
    this.#timer.unref();
  }

  #lookAtNext(): void {
    let next = Infinity;
    const now = Date.now();
    for (const { at } of this.#waiting.values()) {
      next = Math.min(next, at);
      if (next <= now) {
        break;
      }
    }
    if (next !== Infinity) {
      this.#lookAt(Math.max(next, Date.now() + GATHER_MS));
    }
  }

  async #look(): Promise<void> {
    const now = Date.now();
    const due: [string, { looks: number }][] = [];
    for (const [ref, entry] of this.#waiting) {
      if (entry.at <= now) {
        due.push([ref, entry]);
        this.#waiting.delete(ref);
      }
      if (due.length === MAX_BATCH) {
        break;
      }
    }
    if (!due.length) {
      return;
    }

    let again: string[];
    try {
      again = await this.#sync(due.map(([ref]) => ref));
    } catch (error) {
      this.#logger.warn(
        'Could not look at changed entities, trying again',
        new ForwardedError('Sync failed', error),
      );
      again = due.map(([ref]) => ref);
    }
    const looks = new Map(due.map(([ref, entry]) => [ref, entry.looks]));
    for (const ref of again) {
      const delay = RETRY_DELAYS[looks.get(ref) ?? 0];
      // A hint that came meanwhile has a look of its own.
      if (delay !== undefined && !this.#waiting.has(ref)) {
        this.#waiting.set(ref, {
          looks: (looks.get(ref) ?? 0) + 1,
          at: Date.now() + delay,
        });
      }
    }
  }
}
