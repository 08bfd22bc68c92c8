import { countField, fieldOf, pointerTo } from '../jsonValue';
import { PipelineRemark } from '../PipelineObservation';
import { describeGot } from '../describeGot';

/** A count in a facet; what is there and is none is refused. */
export function readCount(
  value: unknown,
  field: string,
  where: string,
  refused: PipelineRemark[],
): number | undefined {
  const got = fieldOf(value, field);
  const count = countField(value, field);
  if (got !== undefined && count === undefined) {
    refused.push({
      where: where + pointerTo(field),
      reason: `"${field}" must be a number of at least 0, but is ${describeGot(
        got,
      )}`,
    });
  }
  return count;
}
