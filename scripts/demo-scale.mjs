/*
 * yarn demo:scale <products>
 *
 * Starts the portal with that many generated data products beside the example
 * company, in a database folder of their own, .data/scale-<products>: a second
 * start with the same number is there at once.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const MAX_PRODUCTS = 200_000;

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const products = Number(process.argv[2]);

if (
  process.argv.length !== 3 ||
  !Number.isInteger(products) ||
  products < 1 ||
  products > MAX_PRODUCTS
) {
  console.error(
    `Usage: yarn demo:scale <products>, a whole number from 1 to ${MAX_PRODUCTS}, such as 10000`,
  );
  process.exit(1);
}

const folder = path.join(root, '.data', `scale-${products}`);
console.log(
  `Starting the portal with ${products} generated data products, in ${path.relative(
    root,
    folder,
  )}. The catalog takes them in while the portal runs; the log says how far it is.`,
);

writeAhead(folder, ['catalog', 'data-products', 'search']);

// Read as configuration, see https://backstage.io/docs/conf/writing
const config = {
  APP_CONFIG_demo_scale: String(products),
  APP_CONFIG_backend_database_connection_directory: folder,
  // Generated entities never change: looking at them again is wasted work.
  APP_CONFIG_catalog_processingInterval: JSON.stringify({ hours: 6 }),
};

const portal = spawn('yarn', ['start'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...config },
});
portal.on('error', error => {
  console.error(`Could not run "yarn start": ${error.message}`);
  process.exit(1);
});
portal.on('exit', (code, signal) => process.exit(signal ? 1 : code ?? 1));
// A terminal tells the portal itself; whoever else ends this means the portal.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => portal.kill('SIGTERM'));

/**
 * Lets the databases of these plugins write ahead. Taking in thousands of
 * entities is thousands of small transactions, each of which would otherwise
 * wait for the disk twice. SQLite keeps the mode in the file.
 */
function writeAhead(directory, plugins) {
  const require = createRequire(
    path.join(root, 'packages', 'backend', 'package.json'),
  );
  const Database = require('better-sqlite3');
  mkdirSync(directory, { recursive: true });
  for (const plugin of plugins) {
    const database = new Database(path.join(directory, `${plugin}.sqlite`));
    database.pragma('journal_mode = WAL');
    database.close();
  }
}
