import { LoggerService } from '@backstage/backend-plugin-api';
import { Notifier } from '@handoff/backstage-plugin-data-products-node';

/** How long a claim lasts: longer than all that is taken at once takes to send. */
export const CLAIM_MS = 5 * 60_000;

/** What failed is tried again after a minute, then two, four, … up to an hour. */
const RETRY_MS = 60_000;
const MAX_RETRY_MS = 60 * 60_000;

/** How long to wait before the next try, in ms. */
export function retryDelay(failures: number): number {
  return Math.min(MAX_RETRY_MS, RETRY_MS * 2 ** failures);
}

/**
 * Has every notifier send something; failures are logged.
 *
 * @param what - what is sent to whom, in words
 * @returns whether all of them did.
 */
export async function sendToAll(
  notifiers: readonly Notifier[],
  send: (notifier: Notifier) => Promise<void>,
  what: string,
  logger: LoggerService,
): Promise<boolean> {
  let isSent = true;
  for (const notifier of notifiers) {
    try {
      await send(notifier);
    } catch (error) {
      isSent = false;
      logger.warn(
        `The notifier '${notifier.id}' could not tell ${what}; it is tried again`,
        error instanceof Error ? error : new Error(String(error)),
      );
    }
  }
  return isSent;
}
