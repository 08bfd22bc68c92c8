/**
 * Does one piece of work at a time. Who asks while it is being done gets it
 * done once more: what they ask for may have come after it was looked at.
 */
export class Ticker {
  readonly #work: () => Promise<void>;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Ends when the work was done after the call. */
  async tick(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        await this.#work();
      }
    } finally {
      // At once, so that no call falls between the last look and the end.
      this.#running = undefined;
    }
  }
}
