import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const CLI = resolve(__dirname, '../../../data-products-cli/bin/data-products');

/** What a run of `data-products` left behind. */
export interface CommandLineRun {
  exitCode: number;
  stdout: string;
  stderr: string;
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
  return new Promise(settle => {
    const child = execFile(
      process.execPath,
      [CLI, ...parameters],
      { env: { ...process.env, ...variables } },
      (_error, stdout, stderr) =>
        settle({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}
