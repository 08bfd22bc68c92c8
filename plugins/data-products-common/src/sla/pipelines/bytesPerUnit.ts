const POWERS = 'kmgtp';

/** How many bytes a unit of size has: `GB` are 10⁹, `GiB` are 2³⁰; nothing when it is none. */
export function bytesPerUnit(unit: string): number | undefined {
  const match = /^(?:([kmgtp])(i)?)?b(?:ytes?)?$/i.exec(unit.trim());
  if (!match) {
    return undefined;
  }
  const [, prefix, binary] = match;
  const power = prefix ? POWERS.indexOf(prefix.toLowerCase()) + 1 : 0;
  return (binary ? 1_024 : 1_000) ** power;
}
