import { ContractPath } from './ContractDifference';

/**
 * A place in a contract in words, such as
 * `schema customers, column email, logicalType`. What belongs to no schema and
 * no part is `contract, …`.
 *
 * @public
 */
export function describeContractPath(path: ContractPath): string {
  const { schema, column, part, field } = path;
  const words = [
    schema && `schema ${schema}`,
    column && `column ${column}`,
    part && `${part.kind} ${part.name}`,
  ].filter(Boolean);
  return [...(words.length > 0 ? words : ['contract']), field]
    .filter(Boolean)
    .join(', ');
}
