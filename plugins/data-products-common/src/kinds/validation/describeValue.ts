const LONGEST = 80;

/**
 * A value as an error message shows it. Lists and maps are only counted: they
 * may be large, and nested deeper than can be printed.
 */
export function describeValue(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 1
      ? 'a list of 1 item'
      : `a list of ${value.length} items`;
  }
  if (value === null || value === '') {
    return 'empty';
  }
  if (typeof value === 'object') {
    return 'a map';
  }
  const shown =
    typeof value === 'string' ? JSON.stringify(value) : String(value);
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
}
