import leven from 'leven';

/**
 * The known name that a misspelt one most likely meant; `undefined` when none
 * is near enough to be a plausible typing mistake.
 */
export function nearestName(
  name: string,
  known: readonly string[],
): string | undefined {
  // Longer input is no typing mistake, and the distance costs its square.
  if (name.length > 64) {
    return undefined;
  }
  const wanted = name.toLocaleLowerCase('en-US');
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    const distance = leven(wanted, candidate.toLocaleLowerCase('en-US'));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
