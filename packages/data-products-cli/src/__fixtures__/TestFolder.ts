import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCli } from '../runCli';

/** What the command wrote, and how it ended. */
export interface CliRun {
  code: number;
  stdout: string;
  stderr: string;
}

/** A folder with files of a test, in which the command runs. */
export class TestFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async create(): Promise<TestFolder> {
    return new TestFolder(await mkdtemp(join(tmpdir(), 'data-products-')));
  }

  /** Writes a file, and gives its path. What is no text becomes JSON. */
  async write(name: string, content: unknown): Promise<string> {
    const path = join(this.path, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(
      path,
      typeof content === 'string' ? content : JSON.stringify(content),
    );
    return path;
  }

  /** Runs the command; paths of this folder are shortened in its output. */
  async run(args: string[], env: Record<string, string> = {}): Promise<CliRun> {
    const written = { stdout: '', stderr: '' };
    const code = await runCli(args, {
      env,
      stdout: text => {
        written.stdout += text;
      },
      stderr: text => {
        written.stderr += text;
      },
    });
    const shorten = (text: string) => text.replaceAll(`${this.path}/`, '');
    return {
      code,
      stdout: shorten(written.stdout),
      stderr: shorten(written.stderr),
    };
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true });
  }
}
