import { CheckedData } from '../checks/CheckBook';
import { CheckResult } from '../checks/CheckResult';
import {
  countField,
  fieldOf,
  listField,
  textField,
  timeField,
} from '../jsonValue';
import { PipelineObservation } from '../PipelineObservation';
import { quote } from '../quote';

/** What came of reading one result of an artifact. */
export type ResultReading =
  | { observations: PipelineObservation[] }
  | { check: { data: CheckedData; result: CheckResult } }
  | { ignored: string }
  | { refused: string; field?: string };

/** `model`, `test`, `source`, … of a `unique_id`. */
export function resourceTypeOf(uniqueId: string): string {
  return uniqueId.split('.', 1)[0];
}

/** Whether dbt builds a table of it. */
export function isBuilt(uniqueId: string): boolean {
  return ['model', 'seed', 'snapshot'].includes(resourceTypeOf(uniqueId));
}

/** A result's status. The newest dbt writes it with a capital. */
export function statusOf(result: unknown): string {
  return (
    textField(result, 'status') ??
    textField(result, 'state') ??
    ''
  ).toLowerCase();
}

/** A status in words, with what dbt says about it. */
export function describeStatus(result: unknown): string {
  const status = statusOf(result);
  const message = textField(result, 'message') ?? textField(result, 'error');
  return message && message.toLowerCase() !== status
    ? `${status}: ${quote(message)}`
    : status;
}

/** The refusal of a status that is not known. */
export function refuseStatus(
  result: unknown,
  known: readonly string[],
): ResultReading {
  return {
    refused: `"status" must be one of ${known.join(', ')}, but is "${quote(
      statusOf(result),
    )}"`,
    field: 'status',
  };
}

/** When the last step of a result was done, in epoch ms. */
export function completedAt(result: unknown): number | undefined {
  return listField(result, 'timing').reduce<number | undefined>(
    (latest, step) => {
      const time = timeField(step, 'completed_at');
      return time === undefined ? latest : Math.max(latest ?? time, time);
    },
    undefined,
  );
}

/** Adapters answer with these after writing a table as a whole, and count its rows. */
const WHOLE_TABLE = /^(SELECT|CREATE TABLE)\b/i;

/**
 * How many rows a table has, when a build that wrote all of it counted them.
 * What an incremental model adds is no count of the table.
 */
export function rowsOfTable(
  uniqueId: string,
  result: unknown,
): number | undefined {
  const response = fieldOf(result, 'adapter_response');
  const code = textField(response, 'code') ?? '';
  const isWhole =
    WHOLE_TABLE.test(code) ||
    (resourceTypeOf(uniqueId) === 'seed' && /^INSERT\b/i.test(code));
  return isWhole && statusOf(result) === 'success'
    ? countField(response, 'rows_affected')
    : undefined;
}
