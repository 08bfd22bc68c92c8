import leven from 'leven';

// Edit distance takes time in proportion to the product of both lengths, and
// nothing this long is a typo of a name.
const LONGEST = 64;

const SHORTEST_PREFIX = 3;

/**
 * The known names that were probably meant: those with the smallest edit
 * distance, if no more than a third of the name would have to change. A name
 * that was cut short (`prod`) counts as one change. Case does not count,
 * because it is easily got wrong.
 */
export function nearestNames(name: string, known: readonly string[]): string[] {
  if (name.length > LONGEST) {
    return [];
  }
  const rated = known.map(candidate => ({
    candidate,
    distance: distanceBetween(fold(name), fold(candidate)),
  }));
  const smallest = Math.min(...rated.map(({ distance }) => distance));
  return rated
    .filter(
      ({ candidate, distance }) =>
        distance === smallest &&
        distance <= Math.max(1, Math.floor(candidate.length / 3)),
    )
    .map(({ candidate }) => candidate);
}

/** "did you mean a or b?", or `undefined` when nothing is near. */
export function describeNearest(
  name: unknown,
  known: readonly string[],
): string | undefined {
  const nearest = typeof name === 'string' ? nearestNames(name, known) : [];
  return nearest.length ? `did you mean ${nearest.join(' or ')}?` : undefined;
}

function distanceBetween(name: string, candidate: string): number {
  const distance = leven(name, candidate);
  const isCutShort =
    name.length >= SHORTEST_PREFIX && candidate.startsWith(name);
  return isCutShort ? Math.min(distance, 1) : distance;
}

function fold(name: string): string {
  return name.toLocaleLowerCase('en-US');
}
