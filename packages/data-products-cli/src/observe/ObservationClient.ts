import { setTimeout as sleep } from 'node:timers/promises';
import {
  IngestResponse,
  ingestResponseSchema,
} from '@handoff/backstage-plugin-data-products-common';
import { Batch, compress } from './Batch';
import { Kind } from './InputFile';
import { retryDelay } from './retryDelay';

const PATHS: Readonly<Record<Kind, string>> = {
  observations: '/api/data-products/observations',
  dbt: '/api/data-products/observations/dbt',
  openlineage:
    '/api/data-products/observations/openlineage/api/v1/lineage/batch',
};

/** The server could not be reached, or does not let us in. */
export class ServerError extends Error {}

/** What the server did with a request. */
export type SendResult =
  | { type: 'answered'; answer: IngestResponse }
  /** The request as a whole was not accepted; sending it again would not help. */
  | { type: 'rejected'; reason: string }
  | { type: 'too-large'; reason: string };

/** How to reach the server. */
export interface ObservationClientOptions {
  /** Of the portal's backend, without a path of the plugin. */
  server: string;
  token: string | undefined;
  /** Attempts after the first one. */
  retries: number;
  /** For one attempt. */
  timeoutMs: number;
  /** Is told why there is another attempt, and when. */
  onRetry(reason: string, delayMs: number): void;
}

/** Sends observations; what fails for a time is sent again, byte for byte. */
export class ObservationClient {
  readonly #options: ObservationClientOptions;

  constructor(options: ObservationClientOptions) {
    this.#options = options;
  }

  /**
   * Sends one request until it is answered.
   *
   * @throws ServerError when the server cannot be reached, fails each time, or
   *   lets nobody in with this token
   */
  async send(batch: Batch): Promise<SendResult> {
    const { retries, onRetry } = this.#options;
    const body = compress(batch);
    for (let attempt = 1; ; attempt++) {
      const result = await this.#attempt(batch, body);
      if (!('failure' in result)) {
        return result;
      }
      if (attempt > retries) {
        throw new ServerError(
          `${result.failure}, ${
            attempt === 1 ? 'in the only attempt' : `in ${attempt} attempts`
          }`,
        );
      }
      const delay = retryDelay(
        attempt,
        result.retryAfter,
        Date.now(),
        Math.random(),
      );
      onRetry(result.failure, delay);
      await sleep(delay);
    }
  }

  async #attempt(
    batch: Batch,
    body: Buffer,
  ): Promise<SendResult | { failure: string; retryAfter?: string }> {
    const { server, token, timeoutMs } = this.#options;
    const url = server.replace(/\/+$/, '') + PATHS[batch.kind];
    let response: Response;
    let text: string;
    try {
      response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': batch.contentType,
          'content-encoding': 'gzip',
          accept: 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body,
        // A redirect would turn the request into a GET.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      text = await response.text();
    } catch (error) {
      return { failure: `${url} ${describeNetworkError(error, timeoutMs)}` };
    }
    const { status } = response;
    if (response.ok) {
      return { type: 'answered', answer: readAnswer(text, url) };
    }
    const reason = `${url} answered ${status}: ${describeError(text)}`;
    if (status === 401 || status === 403) {
      throw new ServerError(
        `${reason}. ${
          token
            ? 'The token in DATA_PRODUCTS_TOKEN does not allow this'
            : 'Set DATA_PRODUCTS_TOKEN to a token that the portal knows'
        }`,
      );
    }
    if (status === 404 || (status >= 300 && status < 400)) {
      const target = response.headers.get('location');
      throw new ServerError(
        `${reason}. --server must be the address of the portal's backend${
          target ? `; this one sends to ${target}` : ''
        }`,
      );
    }
    if (status === 408 || status === 429 || status >= 500) {
      return {
        failure: reason,
        retryAfter: response.headers.get('retry-after') ?? undefined,
      };
    }
    return { type: status === 413 ? 'too-large' : 'rejected', reason };
  }
}

function readAnswer(text: string, url: string): IngestResponse {
  try {
    return ingestResponseSchema.parse(JSON.parse(text));
  } catch {
    throw new ServerError(
      `${url} answered with something else than it should: is --server the address of the portal's backend?`,
    );
  }
}

/** The message of Backstage's errors, else the beginning of what was sent. */
function describeError(text: string): string {
  try {
    const { error } = JSON.parse(text);
    if (typeof error?.message === 'string') {
      return error.message;
    }
  } catch {
    // It is no JSON, such as a proxy's page.
  }
  return text.replace(/\s+/g, ' ').trim().slice(0, 200) || 'nothing more';
}

function describeNetworkError(error: unknown, timeoutMs: number): string {
  const { name, message, cause } = error as Error & {
    cause?: Error & { code?: string };
  };
  return name === 'TimeoutError'
    ? `did not answer within ${timeoutMs / 1_000} s`
    : `could not be reached (${cause?.code ?? cause?.message ?? message})`;
}
