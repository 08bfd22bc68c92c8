import {
  ContractColumn,
  ContractSchema,
} from '@handoff/backstage-plugin-data-products-common';

/** The columns of a schema in which every word of a search occurs. */
export function findColumns(
  schema: ContractSchema,
  search: string,
): ContractColumn[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return schema.columns;
  }
  return schema.columns.filter(column => {
    const text = [
      schema.name,
      column.name,
      column.businessName,
      column.physicalName,
      column.description,
      column.classification,
      ...column.tags,
    ]
      .join(' ')
      .toLocaleLowerCase();
    return words.every(word => text.includes(word));
  });
}
