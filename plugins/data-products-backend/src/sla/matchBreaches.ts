import { CarriedBreach } from '@handoff/backstage-plugin-data-products-common';
import { StoredBreach } from './SlaStore';

/** A breach that is stored; times in epoch ms. */
export interface KnownBreach {
  breachId: number;
  since: number;
  /** Absent while it is open. */
  until?: number;
  breach: StoredBreach;
  /** Whether somebody was told of it. */
  isTold: boolean;
}

/** A breach that observations make; times in epoch ms. */
export interface FoundBreach extends CarriedBreach {
  /** Absent while it is open. */
  until?: number;
}

/**
 * Which of the stored breaches the ones are that observations make now: those
 * that began at the same time, and of the rest those that overlap. So a breach
 * that a late observation moves stays the one that people were told of.
 *
 * @returns what is left over was never one, by what is known now.
 */
export function matchBreaches(
  found: readonly FoundBreach[],
  known: readonly KnownBreach[],
): {
  matches: { found: FoundBreach; known: KnownBreach | undefined }[];
  left: KnownBreach[];
} {
  const left = new Set(known);
  const take = (isIt: (one: KnownBreach) => boolean) => {
    const match = [...left].find(isIt);
    if (match) {
      left.delete(match);
    }
    return match;
  };
  const exact = found.map(({ since }) => take(one => one.since === since));
  const matches = found.map((one, i) => ({
    found: one,
    known: exact[i] ?? take(other => overlaps(one, other)),
  }));
  return { matches, left: [...left] };
}

function overlaps(
  first: { since: number; until?: number },
  second: { since: number; until?: number },
): boolean {
  return (
    first.since <= (second.until ?? Infinity) &&
    second.since <= (first.until ?? Infinity)
  );
}
