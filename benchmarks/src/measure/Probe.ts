import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { StatementCounts, StatementLog } from './StatementLog';

/** What something cost the process that did it. */
export interface Cost {
  wallMs: number;
  /** The longest time that the event loop could not turn. */
  blockedMs: number;
  /** Highest resident memory over that at the start, in MB. */
  rssGrowthMb: number;
  /** What stays on the heap after a garbage collection, over the start, in MB. */
  heapGrowthMb: number;
  statements: StatementCounts;
}

const MB = 1024 * 1024;
const TICK_MS = 1;
const SAMPLE_MS = 5;

/** Measures the process it is in, between a start and an end. */
export class Probe {
  readonly #log: StatementLog;
  readonly #delays: ReturnType<typeof monitorEventLoopDelay> =
    monitorEventLoopDelay({
      resolution: TICK_MS,
    });
  #start = 0;
  #rssAtStart = 0;
  #heapAtStart = 0;
  #highestBefore = 0;
  #highestSample = 0;
  #sampling: NodeJS.Timeout | undefined;

  constructor(log: StatementLog) {
    this.#log = log;
  }

  async begin(): Promise<void> {
    global.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    this.#rssAtStart = rss;
    this.#heapAtStart = heapUsed;
    this.#highestSample = rss;
    this.#highestBefore = process.resourceUsage().maxRSS * 1024;
    this.#sampling = setInterval(() => {
      this.#highestSample = Math.max(
        this.#highestSample,
        process.memoryUsage.rss(),
      );
    }, SAMPLE_MS);
    this.#delays.enable();
    // The collection above must not count as time that the loop stood still;
    // and after a reset, the first turn tells nothing yet.
    await sleep(10);
    this.#delays.reset();
    await sleep(10);
    this.#log.take();
    this.#start = performance.now();
  }

  async end(): Promise<Cost> {
    const wallMs = performance.now() - this.#start;
    const statements = this.#log.take();
    // The last block is known when the loop has turned again.
    await sleep(10);
    this.#delays.disable();
    clearInterval(this.#sampling);
    // The system keeps the highest value of the process's whole life: exact
    // when it rose meanwhile; else the samples are the best there is.
    const highest = process.resourceUsage().maxRSS * 1024;
    const peak = highest > this.#highestBefore ? highest : this.#highestSample;
    global.gc?.();
    return {
      wallMs,
      blockedMs: Math.max(0, this.#delays.max / 1e6 - TICK_MS),
      rssGrowthMb: (peak - this.#rssAtStart) / MB,
      heapGrowthMb: (process.memoryUsage().heapUsed - this.#heapAtStart) / MB,
      statements,
    };
  }
}
