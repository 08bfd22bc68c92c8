import { runCli } from './runCli';

/**
 * Runs the command with what Node.js was started with, and sets the exit code.
 *
 * @public
 */
export async function main(): Promise<void> {
  // `| head` closes the pipe early, which is no failure of ours.
  process.stdout.on('error', error => {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') {
      throw error;
    }
  });
  process.exitCode = await runCli(process.argv.slice(2), {
    env: process.env,
    stdout: text => process.stdout.write(text),
    stderr: text => process.stderr.write(text),
  });
}
