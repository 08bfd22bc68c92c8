/*
 * node .ci/count-tests.mjs <exit status so far>
 *
 * Prints the sum of unit and browser tests as the last line of a run, and ends
 * with the status of the run. A run that failed outside of the tests, in the
 * types for example, counts as one failure.
 */
import { readFileSync } from 'node:fs';

const status = Number(process.argv[2]);

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // The run ended before these tests.
    if (error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

const unit = read('artifacts/unit-tests.json');
const browser = read('artifacts/browser-tests.json')?.stats;

const passed =
  (unit?.numPassedTests ?? 0) +
  (browser?.expected ?? 0) +
  // Passed at the second attempt.
  (browser?.flaky ?? 0);
let failed =
  (unit?.numFailedTests ?? 0) +
  // A file that does not compile has no tests to fail.
  (unit?.numRuntimeErrorTestSuites ?? 0) +
  (browser?.unexpected ?? 0);
if (status !== 0 && failed === 0) {
  failed = 1;
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 && status === 0 ? 1 : status);
