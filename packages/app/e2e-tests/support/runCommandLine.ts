import { ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const CLI = resolve(__dirname, '../../../data-products-cli/bin/data-products');

/** A job that waits for longer is stopped. */
const PATIENCE_MS = 120_000;

/** What a run of `data-products` left behind. */
export interface CommandLineRun {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** A run of `data-products` that may not have ended yet. */
export interface StartedCommandLine {
  /** The first words on stderr, which tell what it waits for. */
  said: Promise<string>;
  ended: Promise<CommandLineRun>;
}

/**
 * Runs `data-products` as a job does, in a process of its own.
 *
 * @param variables - of the environment, besides those of this process
 */
export async function runCommandLine(
  parameters: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<CommandLineRun> {
  return startCommandLine(parameters, variables).ended;
}

/** As {@link runCommandLine}, for what happens while it runs. */
export function startCommandLine(
  parameters: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): StartedCommandLine {
  let child!: ChildProcess;
  const ended = new Promise<CommandLineRun>(settle => {
    child = execFile(
      process.execPath,
      [CLI, ...parameters],
      { env: { ...process.env, ...variables }, timeout: PATIENCE_MS },
      (_error, stdout, stderr) =>
        settle({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
  const said = Promise.race([
    once(child.stderr!, 'data').then(([text]) => String(text)),
    ended.then(({ stderr }) => stderr),
  ]);
  return { said, ended };
}
