/*
 * node serve.mjs <settings as JSON>
 *
 * A PostgreSQL 18 of a test's own, which the test may crash: with the default
 * settings but for those that are given. It writes its connection string once
 * it is ready. For every line that comes in, it crashes, starts again on what
 * is on the disk, and writes its connection string anew. It goes, and its data
 * with it, when its input ends.
 */
import { createInterface } from 'node:readline';
import { TestPostgres } from './TestPostgres.mjs';

const postgres = await TestPostgres.start(JSON.parse(process.argv[2] ?? '{}'));
console.log(postgres.connectionString);
for await (const _ of createInterface({ input: process.stdin })) {
  await postgres.crash();
  console.log(postgres.connectionString);
}
await postgres.stop();
