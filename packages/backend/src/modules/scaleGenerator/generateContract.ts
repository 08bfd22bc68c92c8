import { JsonObject } from '@backstage/types';
import { SeededRandom } from './SeededRandom';
import { COLUMNS } from './words';

/** A small ODCS contract of one table, the more complete the more `care`. */
export function generateContract(
  name: string,
  care: number,
  random: SeededRandom,
): JsonObject {
  const properties = COLUMNS.slice(0, random.integer(3, COLUMNS.length)).map(
    column => ({
      ...column,
      ...(random.chance(care) && {
        description: `The ${column.name.replace('_', ' ')} of the record.`,
      }),
      ...(random.chance(care * 0.4) && {
        quality: [
          {
            name: `${column.name} is there`,
            metric: 'nullValues',
            mustBeLessThan: random.integer(1, 5),
            unit: 'percent',
          },
        ],
      }),
    }),
  );
  return {
    apiVersion: 'v3.0.2',
    kind: 'DataContract',
    id: `urn:handoff:generated:${name}`,
    name,
    version: `${random.integer(1, 4)}.${random.integer(0, 9)}.0`,
    status: random.chance(0.85) ? 'active' : 'draft',
    schema: [
      {
        name: name.replaceAll('-', '_'),
        logicalType: 'object',
        physicalType: 'table',
        ...(random.chance(care) && {
          dataGranularityDescription: 'One row a record and day.',
        }),
        properties,
      },
    ],
    ...(random.chance(care) && {
      slaProperties: [
        { property: 'latency', value: random.integer(1, 24), unit: 'h' },
      ],
    }),
  };
}
