import { CONNECTION_VARIABLE, TestPostgres } from './TestPostgres.mjs';

/** Jest's `globalSetup`, once a run: workers inherit the variable that it sets. */
export default async function globalSetup() {
  if (process.env[CONNECTION_VARIABLE]) {
    say(`testing on the PostgreSQL that ${CONNECTION_VARIABLE} names`);
    return;
  }
  say('starting PostgreSQL 18 for the tests …');
  const startedAt = Date.now();
  const postgres = await TestPostgres.start();
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  say(`PostgreSQL 18 is ready on port ${postgres.port} (${seconds} s)`);

  process.env[CONNECTION_VARIABLE] = postgres.connectionString;
  // The teardown is another module, and in watch mode comes once for each run.
  globalThis.handoffTestPostgres = postgres;
}

function say(message) {
  process.stderr.write(`tests: ${message}\n`);
}
