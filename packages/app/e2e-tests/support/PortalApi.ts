import { APIRequestContext, request } from '@playwright/test';

/** The backend serves the built app; in development it has its own port. */
export const BACKEND_URL =
  process.env.PLAYWRIGHT_URL ?? 'http://localhost:7007';

/** The caller that stands for the jobs of pull requests and deployments. */
export const RELEASE_JOBS = 'release-jobs';

/** Of `backend.auth.externalAccess` in app-config.yaml. */
const RELEASE_JOBS_TOKEN = 'demo-release-jobs';

/** The API of the portal, as the people of the example company and {@link RELEASE_JOBS} call it. */
export class PortalApi {
  readonly #http: APIRequestContext;

  static async create(): Promise<PortalApi> {
    return new PortalApi(await request.newContext({ baseURL: BACKEND_URL }));
  }

  private constructor(http: APIRequestContext) {
    this.#http = http;
  }

  /** @throws Error with what was answered, when it is refused */
  async get<T>(person: string, path: string): Promise<T> {
    return JSON.parse(await this.getText(person, path));
  }

  /** @throws as `get` */
  async getText(person: string, path: string): Promise<string> {
    const { status, text } = await this.#send(person, path);
    return accepted(status, path, text);
  }

  /** @throws as `get` */
  async post(person: string, path: string, data: object): Promise<void> {
    const { status, text } = await this.#send(person, path, data);
    accepted(status, path, text);
  }

  /** What is answered to a change that is to be refused: the status and the words. */
  async tryPost(
    person: string,
    path: string,
    data: object,
  ): Promise<{ status: number; text: string }> {
    return this.#send(person, path, data);
  }

  /** What a command line of the person shows to the portal. */
  async tokenOf(person: string): Promise<string> {
    if (person === RELEASE_JOBS) {
      return RELEASE_JOBS_TOKEN;
    }
    const session = await this.#http.get('/api/auth/demo/refresh', {
      headers: { 'x-demo-user': person },
    });
    const { backstageIdentity } = JSON.parse(
      accepted(session.status(), 'signing in', await session.text()),
    );
    return backstageIdentity.token;
  }

  async dispose(): Promise<void> {
    await this.#http.dispose();
  }

  async #send(
    person: string,
    path: string,
    data?: object,
  ): Promise<{ status: number; text: string }> {
    const token = await this.tokenOf(person);
    const response = await this.#http.fetch(path, {
      method: data ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}` },
      data,
    });
    return { status: response.status(), text: await response.text() };
  }
}

function accepted(status: number, what: string, text: string): string {
  if (status >= 400) {
    throw new Error(`${what} answers ${status}: ${text}`);
  }
  return text;
}
