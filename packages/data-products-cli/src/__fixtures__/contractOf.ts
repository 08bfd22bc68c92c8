/** A contract of one table with these columns. */
export function contractOf(version: string, columns: string[]) {
  return {
    kind: 'DataContract',
    apiVersion: 'v3.1.0',
    id: 'customers',
    version,
    status: 'active',
    schema: [
      {
        name: 'customers',
        properties: columns.map(name => ({ name, logicalType: 'string' })),
      },
    ],
  };
}
