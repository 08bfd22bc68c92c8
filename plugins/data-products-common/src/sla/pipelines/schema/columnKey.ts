/**
 * What names of one column have in common: they are compared without regard to
 * case, and the items of a list have `items[].sku` in contracts, and a level of
 * their own in some tables.
 */
export function columnKey(name: string): string {
  return name
    .replace(/\[\]|\.(_element|element|item)(?=\.|$)/g, '')
    .toLowerCase();
}
