import { Validation } from './validateFiles';

/** For people: one line a finding, as compilers write them, and a sum. */
export function describeValidation(validation: Validation): string {
  const { findings, unreadable, entities, contracts, files } = validation;
  const lines = [
    ...findings.map(
      ({ file, line, column, severity, message }) =>
        `${file}:${line}:${column}: ${severity}: ${message.replace(
          /\n/g,
          '\n  ',
        )}`,
    ),
    ...unreadable.map(({ path, reason }) => `${path}: not checked: ${reason}`),
  ];
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const checked = `${count(entities, 'entity', 'entities')} and ${count(
    contracts,
    'contract',
  )} in ${count(files, 'file')}`;
  const found = [
    errors ? count(errors, 'problem') : undefined,
    warnings ? count(warnings, 'warning') : undefined,
  ].filter(part => part !== undefined);
  return [
    ...lines,
    ...(lines.length ? [''] : []),
    `${checked}: ${found.join(', ') || 'no problems'}`,
    '',
  ].join('\n');
}

function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
