import { AuthenticationError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { profileOfCatalogUser } from './signInAsCatalogUser';
import { DemoAuthResult } from './DemoAuthResult';

/** Carries the name of the example person to be. */
export const DEMO_USER_HEADER = 'x-demo-user';

/**
 * Believes whoever the header says. This is how an identity-aware proxy hands
 * over its users, without the proxy: safe only where nobody else can call.
 */
export const demoAuthenticator = createProxyAuthenticator({
  defaultProfileTransform: profileOfCatalogUser,
  initialize() {},
  async authenticate(options) {
    const userName = options.req.header(DEMO_USER_HEADER)?.trim();
    if (!userName) {
      throw new AuthenticationError(
        `The header ${DEMO_USER_HEADER} is missing: send the name of an example person, such as the ones that the sign-in page lists`,
      );
    }
    return { result: { userName } satisfies DemoAuthResult };
  },
});
