import { JsonValue } from '@backstage/types';
import canonicalize from 'canonicalize';

/**
 * The canonical form (RFC 8785) of a JSON value: the text that a fingerprint
 * is made of. Values that are the same as JSON have the same text, whatever
 * the order of their keys; what JSON leaves out (`undefined`) is left out.
 *
 * @throws Error for what JSON has no form for: `undefined` itself, numbers that
 *   are not finite, lone surrogates.
 * @public
 */
export function canonicalJson(value: JsonValue | object): string {
  const text = canonicalize(value);
  if (text === undefined) {
    throw new Error('There is no JSON form of undefined');
  }
  return text;
}
