const PARAM = 'change';

/**
 * The part of an address, after the question mark, that names a change to be
 * shown whole on the Changes tab of its entity.
 *
 * @public
 */
export function changeSearch(id: string): string {
  return new URLSearchParams({ [PARAM]: id }).toString();
}

/**
 * The id of the change that an address names; `undefined` for none.
 *
 * @public
 */
export function namedChange(params: URLSearchParams): string | undefined {
  return params.get(PARAM) ?? undefined;
}
