import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { IngestResponse } from '@handoff/backstage-plugin-data-products-common';

/** A request as it arrived. */
export interface Received {
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What the server does with a request. */
export type Reaction =
  | { status: number; body?: unknown; headers?: Record<string, string> }
  /** Cuts the connection without an answer. */
  | 'hang-up'
  /** Takes the request, and never answers. */
  | 'keep-silent';

/** A real HTTP server that reacts as a test tells it, and remembers what arrived. */
export class TestServer {
  readonly requests: Received[] = [];
  /** Is asked for each request; `call` counts from 1. */
  react: (received: Received, call: number) => Reaction = received =>
    takeAll(received);
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        const received = {
          path: request.url,
          headers: request.headers,
          body: chunks.length
            ? gunzipSync(Buffer.concat(chunks)).toString()
            : '',
        };
        this.requests.push(received);
        const reaction = this.react(received, this.requests.length);
        if (reaction === 'hang-up') {
          request.socket.destroy();
        } else if (reaction !== 'keep-silent') {
          response
            .writeHead(reaction.status, {
              'content-type': 'application/json',
              ...reaction.headers,
            })
            .end(
              typeof reaction.body === 'string'
                ? reaction.body
                : JSON.stringify(reaction.body ?? {}),
            );
        }
      });
    });
  }

  static async create(): Promise<TestServer> {
    const server = new TestServer();
    await new Promise<void>(resolve => {
      server.#server.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }
}

/** The values of a request: lines, events, or artifacts. */
export function itemsOf({ headers, body }: Received): any[] {
  if (headers['content-type'] === 'application/x-ndjson') {
    return body
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
  }
  const value = JSON.parse(body);
  return Array.isArray(value) ? value : value.artifacts;
}

/** Accepts everything, except for what a test refuses. */
export function takeAll(
  received: Received,
  refuse: (item: any) => string | undefined = () => undefined,
): Reaction {
  const items: IngestResponse['items'] = itemsOf(received).map(
    (item, index) => {
      const reason = refuse(item);
      return { index, status: reason ? 'refused' : 'accepted', reason };
    },
  );
  const refused = items.filter(({ status }) => status === 'refused').length;
  return {
    status: 200,
    body: {
      accepted: items.length - refused,
      refused,
      unmapped: 0,
      items,
    } satisfies IngestResponse,
  };
}
