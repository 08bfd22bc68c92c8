import { DiscoveryService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';

/** The portal as the people of the example company use it. */
export class Portal {
  readonly #discovery: DiscoveryService;

  constructor(discovery: DiscoveryService) {
    this.#discovery = discovery;
  }

  /**
   * @returns nothing when there is no such thing
   * @throws ResponseError for every other refusal
   */
  async get<T>(person: string, path: string): Promise<T | undefined> {
    const response = await this.#send(person, path);
    return response.status === 404 ? undefined : read(response);
  }

  /** @throws ResponseError when it is refused */
  async post<T>(person: string, path: string, body: object): Promise<T> {
    return read(
      await this.#send(person, path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  }

  async #send(
    person: string,
    path: string,
    init: { method?: string; headers?: object; body?: string } = {},
  ): Promise<Response> {
    const auth = await this.#discovery.getBaseUrl('auth');
    const { backstageIdentity } = await read<{
      backstageIdentity: { token: string };
    }>(
      await fetch(`${auth}/demo/refresh`, {
        headers: { 'x-demo-user': person },
      }),
    );
    const plugin = await this.#discovery.getBaseUrl('data-products');
    return fetch(`${plugin}${path}`, {
      ...init,
      headers: {
        ...init.headers,
        authorization: `Bearer ${backstageIdentity.token}`,
      },
    });
  }
}

async function read<T>(response: Response): Promise<T> {
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  return response.json() as Promise<T>;
}
