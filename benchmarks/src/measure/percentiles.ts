/** How long something took, over many times, in milliseconds. */
export interface Latency {
  runs: number;
  p50: number;
  p99: number;
}

/** The nearest-rank percentile. @param share - 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function latencyOf(values: readonly number[]): Latency {
  return {
    runs: values.length,
    p50: percentile(values, 0.5),
    p99: percentile(values, 0.99),
  };
}

/**
 * How long each of many runs takes, one after the other.
 *
 * @param warmUp - Runs before those that count.
 */
export async function timeRuns(
  options: { runs: number; warmUp: number },
  run: (index: number) => Promise<unknown>,
): Promise<Latency> {
  const times: number[] = [];
  for (let index = -options.warmUp; index < options.runs; index++) {
    const start = performance.now();
    await run(index + options.warmUp);
    if (index >= 0) {
      times.push(performance.now() - start);
    }
  }
  return latencyOf(times);
}
