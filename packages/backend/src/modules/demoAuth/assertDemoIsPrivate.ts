import { Config } from '@backstage/config';

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The demo provider lets anyone be anyone, so it only runs where that can do
 * no harm: a development environment that nobody but this machine reaches.
 *
 * @throws `Error` that names the first setting that says otherwise.
 */
export function assertDemoIsPrivate(
  config: Config,
  nodeEnv: string | undefined,
): void {
  const environment = config.getOptionalString('auth.environment');
  if (environment !== 'development') {
    throw refusal(`auth.environment is "${environment ?? 'not set'}"`);
  }
  if (nodeEnv === 'production') {
    throw refusal('NODE_ENV is "production"');
  }
  for (const path of ['app.baseUrl', 'backend.baseUrl']) {
    const baseUrl = config.getString(path);
    if (!LOCAL_HOSTS.includes(new URL(baseUrl).hostname)) {
      throw refusal(`${path} is "${baseUrl}", which others can reach`);
    }
  }
}

function refusal(finding: string): Error {
  return new Error(
    `The auth provider "demo" lets anyone sign in as anyone, and refuses to start outside development: ${finding}. ` +
      'Remove auth.providers.demo from the configuration and set up a provider that verifies people, see https://backstage.io/docs/auth/',
  );
}
