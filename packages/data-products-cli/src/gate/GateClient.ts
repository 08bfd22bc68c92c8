import { gzipSync } from 'node:zlib';
import { ChangeProposal } from '@handoff/backstage-plugin-data-products-common';
import { GateError, GateUnavailableError } from './GateError';
import { ChangeReading, GateReading, readChange, readGate } from './readAnswer';

/** How to reach the server. */
export interface GateClientOptions {
  /** Of the portal's backend, without a path of the plugin. */
  server: string;
  token: string | undefined;
  /** For one request. */
  timeoutMs: number;
}

/** Asks the gate of a portal. Whatever is no clear answer is an error. */
export class GateClient {
  readonly #options: GateClientOptions;

  constructor(options: GateClientOptions) {
    this.#options = options;
  }

  /** @throws GateError */
  async propose(proposal: ChangeProposal): Promise<ChangeReading> {
    return this.#send('/changes', readChange, proposal);
  }

  /** @throws GateError, GateUnavailableError */
  async gate(changeId: string): Promise<GateReading> {
    return this.#send(`/changes/${changeId}/gate`, answer =>
      readGate(answer, changeId),
    );
  }

  async #send<T>(
    path: string,
    read: (value: unknown) => T | undefined,
    body?: object,
  ): Promise<T> {
    const { server, token, timeoutMs } = this.#options;
    const url = `${server.replace(/\/+$/, '')}/api/data-products${path}`;
    let response: Response;
    let text: string;
    try {
      response = await fetch(url, {
        method: body ? 'POST' : 'GET',
        headers: {
          accept: 'application/json',
          ...(body && {
            'content-type': 'application/json',
            'content-encoding': 'gzip',
          }),
          ...(token && { authorization: `Bearer ${token}` }),
        },
        body: body && gzipSync(JSON.stringify(body)),
        // A redirect would turn the request into a GET.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      text = await response.text();
    } catch (error) {
      const { name, message, cause } = error as Error & {
        cause?: Error & { code?: string };
      };
      throw new GateUnavailableError(
        name === 'TimeoutError'
          ? `${url} did not answer within ${timeoutMs / 1_000} s`
          : `${url} could not be reached (${
              cause?.code ?? cause?.message ?? message
            })`,
      );
    }
    if (!response.ok) {
      const Refusal = response.status >= 500 ? GateUnavailableError : GateError;
      throw new Refusal(
        `${url} answered ${response.status}: ${describeError(text)}${adviceFor(
          response.status,
          token,
        )}`,
      );
    }
    const answer = read(parseJson(text));
    if (answer === undefined) {
      throw new GateError(
        `${url} answered with something else than it should: is --server the address of the portal's backend?`,
      );
    }
    return answer;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function adviceFor(status: number, token: string | undefined): string {
  if (status === 401 || status === 403) {
    return token
      ? '. The token in DATA_PRODUCTS_TOKEN does not allow this'
      : '. Set DATA_PRODUCTS_TOKEN to a token that the portal knows';
  }
  return status === 413 ? '. The contract is too large to be judged' : '';
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
