const COLUMNS_PER_SCHEMA = 100;

/**
 * One of two states of a contract, as a document. Between them every column
 * has another description and other bounds, one in ten another name, and one in
 * five a quality rule with another threshold.
 *
 * @param state - 1 or 2, and its major version
 */
export function generateContract(columns: number, state: 1 | 2): unknown {
  return {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: 'generated',
    version: `${state}.0.0`,
    status: 'active',
    schema: Array.from(
      { length: Math.ceil(columns / COLUMNS_PER_SCHEMA) },
      (_, index) => ({
        name: `table_${index}`,
        properties: Array.from({ length: COLUMNS_PER_SCHEMA }, (__, column) =>
          generateColumn(column, state),
        ),
      }),
    ),
  };
}

function generateColumn(index: number, state: 1 | 2): unknown {
  const isRenamed = state === 2 && index % 10 === 0;
  return {
    name: isRenamed ? `column_${index}_new` : `column_${index}`,
    logicalType: index % 3 === 0 ? 'integer' : 'string',
    description: `What column ${index} says in state ${state}`,
    classification: 'internal',
    logicalTypeOptions: { maxLength: 10 + state },
    ...(index % 5 === 1 && {
      quality: [
        { metric: 'nullValues', unit: 'percent', mustBeLessThan: state },
      ],
    }),
  };
}
