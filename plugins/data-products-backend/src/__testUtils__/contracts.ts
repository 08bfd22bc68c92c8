/**
 * A contract of the table `customers` with these columns.
 *
 * @param physicalNames - of the columns that have another one, by their name
 */
export function contractOf(
  version: string,
  columns: readonly string[],
  physicalNames: Readonly<Record<string, string>> = {},
) {
  return {
    kind: 'DataContract',
    apiVersion: 'v3.1.0',
    id: 'customers',
    version,
    status: 'active',
    schema: [
      {
        name: 'customers',
        properties: columns.map(name => ({
          name,
          ...(physicalNames[name] && { physicalName: physicalNames[name] }),
          logicalType: 'string',
        })),
      },
    ],
  };
}
