import { ContractSchema } from '../../../contract';

type NamedSchema = Pick<ContractSchema, 'name' | 'physicalName'>;

/**
 * The contract's schema of a table: by its physical name, else by its name.
 *
 * @param table - its own name, without database and schema
 */
export function schemaForTable<S extends NamedSchema>(
  schemas: readonly S[],
  table: string,
): S | undefined {
  return schemasForTable(schemas, table)[0];
}

/**
 * All that a table may be of a contract's schemas: tables of two databases may
 * have one name.
 *
 * @param table - its own name, without database and schema
 */
export function schemasForTable<S extends NamedSchema>(
  schemas: readonly S[],
  table: string,
): S[] {
  const key = table.toLowerCase();
  const isTable = (name: string | undefined) =>
    name?.split('.').at(-1)?.toLowerCase() === key;
  const physical = schemas.filter(({ physicalName }) => isTable(physicalName));
  return physical.length
    ? physical
    : schemas.filter(({ name }) => isTable(name));
}
