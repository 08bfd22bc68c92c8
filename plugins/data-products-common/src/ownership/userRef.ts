import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/**
 * The catalog's user behind a contract's username: a plain name, or the local
 * part of an email address. `undefined` when no entity can have that name.
 */
export function userRefOf(username: string): string | undefined {
  const name = username.replace(/@[^@]*$/, '');
  return name.length <= 63 && /^[a-z0-9]+([-_.][a-z0-9]+)*$/i.test(name)
    ? stringifyEntityRef({ kind: 'user', namespace: DEFAULT_NAMESPACE, name })
    : undefined;
}
