import { IdentityApi } from '@backstage/frontend-plugin-api';
import { forgetPerson } from './rememberedPerson';

/** The session of an example person; ending it leads back to the choice of people. */
export class DemoIdentity implements IdentityApi {
  readonly #session: IdentityApi;

  constructor(session: IdentityApi) {
    this.#session = session;
  }

  getProfileInfo() {
    return this.#session.getProfileInfo();
  }

  getBackstageIdentity() {
    return this.#session.getBackstageIdentity();
  }

  getCredentials() {
    return this.#session.getCredentials();
  }

  async signOut() {
    forgetPerson();
    await this.#session.signOut();
  }
}
