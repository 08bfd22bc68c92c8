import { CONNECTION_VARIABLE } from './TestPostgres.mjs';

/** Jest's `globalTeardown`: ends the server that the set-up started, if it did. */
export default async function globalTeardown() {
  const postgres = globalThis.handoffTestPostgres;
  if (postgres) {
    globalThis.handoffTestPostgres = undefined;
    delete process.env[CONNECTION_VARIABLE];
    await postgres.stop();
  }
}
