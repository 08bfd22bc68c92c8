import { setImmediate } from 'node:timers/promises';

/** How long work goes on before other work gets its turn. */
const SLICE_MS = 5;

/** Long work that lets other work have its turn between its steps. */
export class Turns {
  #end = performance.now() + SLICE_MS;

  /** Waits when it has been long enough. */
  async next(): Promise<void> {
    if (performance.now() > this.#end) {
      await setImmediate();
      this.#end = performance.now() + SLICE_MS;
    }
  }
}
