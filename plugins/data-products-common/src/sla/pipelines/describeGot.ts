import { quote } from './quote';

/** A value that is not what was wanted, in a few words. */
export function describeGot(value: unknown): string {
  if (value === undefined || value === null) {
    return 'missing';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  return typeof value === 'object' ? 'an object' : `"${quote(String(value))}"`;
}
