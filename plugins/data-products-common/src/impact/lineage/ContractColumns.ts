import { ContractColumn, ContractSchema } from '../../contract';
import { tableOf } from '../../sla/pipelines/openlineage/tableOf';
import { columnKey } from '../../sla/pipelines/schema/columnKey';
import { schemasForTable } from '../../sla/pipelines/schema/schemaForTable';

interface NamedTable {
  name: string;
  physicalName?: string;
  /** Names in the contract, by what pipelines may call the column. */
  columns: ReadonlyMap<string, readonly string[]>;
}

/**
 * Finds the columns of a contract by the names that pipelines have for them:
 * their own or the physical ones, without regard to case.
 *
 * @public
 */
export class ContractColumns {
  readonly #tables: readonly NamedTable[];

  static create(contract: {
    schemas: readonly (Pick<ContractSchema, 'name' | 'physicalName'> & {
      columns: readonly Pick<ContractColumn, 'name' | 'physicalName'>[];
    })[];
  }) {
    return new ContractColumns(
      contract.schemas.map(({ name, physicalName, columns }) => {
        const named = new Map<string, string[]>();
        for (const column of columns) {
          const keys = new Set(
            [column.physicalName ?? column.name, column.name].map(columnKey),
          );
          for (const key of keys) {
            named.set(key, [...(named.get(key) ?? []), column.name]);
          }
        }
        return { name, physicalName, columns: named };
      }),
    );
  }

  private constructor(tables: readonly NamedTable[]) {
    this.#tables = tables;
  }

  /**
   * What the contract calls columns of a dataset, as `schema.column`. A member
   * that it does not name is its column's.
   *
   * @param dataset - as the pipeline names it
   * @param columns - as the pipeline names them
   * @returns `undefined` when the contract does not have the table, or one of
   *   the columns: it may be any by another name.
   */
  find(dataset: string, columns: Iterable<string>): string[] | undefined {
    const tables = schemasForTable(this.#tables, tableOf(dataset));
    const found: string[] = [];
    for (const column of columns) {
      const names = tables.flatMap(table =>
        columnsOf(table, column).map(name => `${table.name}.${name}`),
      );
      if (!names.length) {
        return undefined;
      }
      found.push(...names);
    }
    return found;
  }
}

function columnsOf({ columns }: NamedTable, column: string): readonly string[] {
  for (
    let key = columnKey(column);
    key !== '';
    key = key.slice(0, Math.max(0, key.lastIndexOf('.')))
  ) {
    const names = columns.get(key);
    if (names) {
      return names;
    }
  }
  return [];
}
