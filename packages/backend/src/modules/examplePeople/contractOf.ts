import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { PeopleScript } from './PeopleScript';

type ScriptedChange = PeopleScript['changes'][number];

interface ContractFile {
  version: string;
  schema: { name: string; properties: { name: string }[] }[];
}

/** The contract that a change leads to: that of the file, without what it drops. */
export async function contractOf(
  { contract, version, without }: ScriptedChange,
  fileOf: (name: string) => string,
): Promise<ContractFile> {
  const before: ContractFile = parse(await readFile(fileOf(contract), 'utf8'));
  return {
    ...before,
    version,
    schema: before.schema.map(({ name, properties, ...schema }) => ({
      ...schema,
      name,
      properties: properties.filter(
        column => !without.includes(`${name}.${column.name}`),
      ),
    })),
  };
}
