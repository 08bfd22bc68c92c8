import { SeededRandom } from 'backend/src/modules/scaleGenerator/SeededRandom';
import { JsonObject } from '@backstage/types';

/** The one source of the ten facts: as one row an entity, which is the fastest. */
export const RETRIEVER_ID = 'benchmark';

const NAMES = Array.from({ length: 10 }, (_, index) => `fact${index}`);

/** Half of the facts are numbers, half are yes or no. */
const isNumber = (index: number) => index % 2 === 0;

export function tenFactsSchema() {
  return {
    id: RETRIEVER_ID,
    version: '1.0.0',
    schema: Object.fromEntries(
      NAMES.map((name, index) => [
        name,
        {
          type: isNumber(index) ? ('integer' as const) : ('boolean' as const),
          description: `Fact ${index}`,
        },
      ]),
    ),
  };
}

/** Facts of which about three in four pass. */
export function tenFacts(
  random: SeededRandom,
): Record<string, number | boolean> {
  return Object.fromEntries(
    NAMES.map((name, index) => [
      name,
      isNumber(index) ? random.integer(0, 3) : random.chance(0.75),
    ]),
  );
}

/** The configuration of one check for each fact. */
export function tenFactChecks(): JsonObject {
  return Object.fromEntries(
    NAMES.map((fact, index) => [
      `check-${index}`,
      {
        type: 'json-rules-engine',
        name: `Check ${index}`,
        description: `Fact ${index} is as it should be`,
        factIds: [RETRIEVER_ID],
        rule: {
          conditions: {
            all: [
              isNumber(index)
                ? { fact, operator: 'greaterThanInclusive', value: 1 }
                : { fact, operator: 'equal', value: true },
            ],
          },
        },
      },
    ]),
  );
}
