/** What the command knows of the world around it. */
export interface CliContext {
  env: Readonly<Record<string, string | undefined>>;
  stdout(text: string): void;
  stderr(text: string): void;
}

/** The two forms of output: for people, and for programs. */
export const FORMATS = ['human', 'json'] as const;

/** One of {@link FORMATS}. */
export type Format = (typeof FORMATS)[number];
