import { ContractSchema } from '../../../contract';

/**
 * The contract's schema of a table: by its physical name, else by its name.
 *
 * @param table - its own name, without database and schema
 */
export function schemaForTable(
  schemas: readonly ContractSchema[],
  table: string,
): ContractSchema | undefined {
  const key = table.toLowerCase();
  const isTable = (name: string | undefined) =>
    name?.split('.').at(-1)?.toLowerCase() === key;
  return (
    schemas.find(({ physicalName }) => isTable(physicalName)) ??
    schemas.find(({ name }) => isTable(name))
  );
}
