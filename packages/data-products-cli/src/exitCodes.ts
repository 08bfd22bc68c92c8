/** What the exit code of the command says. */
export const EXIT = {
  /** All is well. */
  OK: 0,
  /** Something was found to be wrong, and is said. */
  PROBLEMS: 1,
  /** The command could not do its work. */
  FAILED: 2,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** For the help of a command. */
export function describeExitCodes(
  meanings: Readonly<Record<ExitCode, string>>,
): string {
  const lines = Object.entries(meanings).map(
    ([code, meaning]) => `  ${code}  ${meaning}`,
  );
  return ['', 'Exit codes:', ...lines].join('\n');
}
