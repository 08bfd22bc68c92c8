import { OwnershipRole } from './roles';

/**
 * The words that contracts use for roles, and the role that they stand for.
 * ODCS leaves them to the author. The first that matches counts: a quality
 * engineer watches quality, a reliability engineer operates.
 */
const ROLE_WORDS: readonly [pattern: RegExp, role: OwnershipRole][] = [
  [/\b(stewards?|custodians?|dpo|data protection)\b/, 'steward'],
  [/\b(approvers?|governance)\b/, 'schema-approver'],
  [/\bquality\b/, 'quality-monitor'],
  [/\bdecision (makers?|owners?)\b/, 'decision-maker'],
  [/\b(owners?|accountable)\b/, 'owner'],
  [
    /\b(operators?|operations|sre|dataops|devops|reliability|on call|support)\b/,
    'operator',
  ],
  [/\b(producers?|publishers?|developers?|engineers?)\b/, 'producer'],
  [/\b(consumers?|analysts?|subscribers?)\b/, 'consumer'],
];

/** The role that a job title or role word of a contract stands for, if any. */
export function roleOfWords(words: string): OwnershipRole | undefined {
  const normal = words
    // dataSteward and DataSteward are two words.
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z]+/g, ' ');
  return ROLE_WORDS.find(([pattern]) => pattern.test(normal))?.[1];
}
