import { OutcomeStatus } from './Check';

/** Statuses in one letter each, so that many outcomes fit a small column. */
const LETTERS: Record<OutcomeStatus, string> = {
  pass: 'p',
  fail: 'f',
  unknown: 'u',
  waived: 'w',
  'not-applicable': 'n',
};

const STATUSES = new Map(
  Object.entries(LETTERS).map(([status, letter]) => [
    letter,
    status as OutcomeStatus,
  ]),
);

/**
 * Packs outcomes in the order of their checks, one letter each.
 *
 * @public
 */
export function packStatuses(statuses: readonly OutcomeStatus[]): string {
  let packed = '';
  for (const status of statuses) {
    packed += LETTERS[status];
  }
  return packed;
}

/**
 * The reverse of {@link packStatuses}.
 *
 * @throws Error on a letter that stands for no status.
 *
 * @public
 */
export function unpackStatuses(packed: string): OutcomeStatus[] {
  return Array.from(packed, letter => {
    const status = STATUSES.get(letter);
    if (!status) {
      throw new Error(`'${letter}' stands for no outcome status`);
    }
    return status;
  });
}
