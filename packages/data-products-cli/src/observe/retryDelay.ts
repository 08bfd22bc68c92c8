const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/** A server that asks for more than this is as good as unreachable. */
const LONGEST_ASKED_MS = 120_000;

/**
 * How long to wait before the next attempt, in ms: as long as the server asks
 * for, else twice as long each time, shortened at random so that clients that
 * failed together do not come back together.
 *
 * @param attempt - from 1, the attempt that failed
 * @param retryAfter - header of the answer: seconds, or a date
 * @param random - in [0, 1)
 */
export function retryDelay(
  attempt: number,
  retryAfter: string | undefined,
  now: number,
  random: number,
): number {
  const asked = askedDelay(retryAfter, now);
  if (asked !== undefined) {
    return Math.min(Math.max(asked, 0), LONGEST_ASKED_MS);
  }
  const ceiling = Math.min(
    FIRST_DELAY_MS * 2 ** (attempt - 1),
    LONGEST_DELAY_MS,
  );
  return ceiling / 2 + (random * ceiling) / 2;
}

function askedDelay(
  retryAfter: string | undefined,
  now: number,
): number | undefined {
  if (!retryAfter) {
    return undefined;
  }
  const ms = /^\d+$/.test(retryAfter.trim())
    ? Number(retryAfter) * 1_000
    : Date.parse(retryAfter) - now;
  return Number.isFinite(ms) ? ms : undefined;
}
