import { Contract } from '../../contract';
import { judgingTermsOf } from '../judging/JudgingTerms';
import { tidy } from '../measure';
import { Objective } from '../Objective';
import { ObservationInput } from '../Observation';
import { bytesPerUnit } from './bytesPerUnit';
import { PipelineMeasure, PipelineObservation } from './PipelineObservation';
import { detailOf } from './quote';
import { schemaForTable } from './schema/schemaForTable';

/** Indicators of which a column only says by what they are measured. */
const OF_TABLES: ReadonlySet<Objective['indicator']> = new Set([
  'freshness',
  'latency',
  'volume',
  'throughput',
  'schema-conformance',
]);

/**
 * Addresses what a pipeline measured to the promises of the entity that claims
 * the dataset: one input for each objective that it speaks of, in the form in
 * which the objective is promised. Most of what pipelines measure is promised
 * to nobody; then there is none.
 *
 * A column is found by `table.column`, without regard to case, because
 * warehouses fold it; where no promise names the table so, by the column
 * alone, if only one table of the promises has it. A promise without an
 * element, or of the table, is about the table as a whole.
 *
 * @param observation - what was measured
 * @param entityRef - the entity that claims one of its datasets
 * @param objectives - of that entity
 * @param contract - of that entity; tells what it calls tables and columns that
 *   have another physical name
 * @public
 */
export function addressObservation(
  observation: PipelineObservation,
  entityRef: string,
  objectives: readonly Objective[],
  contract?: Pick<Contract, 'schemas'>,
): ObservationInput[] {
  const { id, observedAt, source, detail } = observation;
  return objectivesOf(observation, objectives, contract).flatMap(objective => {
    const measured = valueFor(objective, observation.measures);
    return measured
      ? [
          {
            id,
            entityRef,
            objective: objective.name,
            value: measured.value,
            observedAt,
            source,
            detail: measured.caveat
              ? detailOf([measured.caveat, detail].filter(Boolean).join('; '))
              : detail,
          },
        ]
      : [];
  });
}

function objectivesOf(
  { indicator, table, column }: PipelineObservation,
  objectives: readonly Objective[],
  contract: Pick<Contract, 'schemas'> | undefined,
): Objective[] {
  const promised = objectives.filter(
    objective => objective.indicator === indicator,
  );
  const schema = contract && schemaForTable(contract.schemas, table);
  const tables = [table, schema?.name ?? table];
  if (column === undefined) {
    return promised.filter(({ element }) => {
      const [first, ...path] = (element ?? table).split('.');
      return (
        isAmong(first, tables) &&
        (path.length === 0 || OF_TABLES.has(indicator))
      );
    });
  }
  const named = schema?.columns.find(
    ({ physicalName }) => physicalName && isAmong(physicalName, [column]),
  );
  const columns = [column, named?.name ?? column];
  const elements = tables.flatMap(first =>
    columns.map(second => `${first}.${second}`),
  );
  const exact = promised.filter(
    ({ element }) => element !== undefined && isAmong(element, elements),
  );
  if (exact.length) {
    return exact;
  }
  const byColumn = promised.filter(
    ({ element }) =>
      element !== undefined &&
      isAmong(element.slice(element.indexOf('.') + 1), columns),
  );
  const others = new Set(byColumn.map(({ element }) => element?.toLowerCase()));
  return others.size === 1 ? byColumn : [];
}

function isAmong(name: string, names: readonly string[]): boolean {
  return names.some(other => other.toLowerCase() === name.toLowerCase());
}

interface ValueForObjective {
  value: ObservationInput['value'];
  /** Why there is no number, or what it is worth. */
  caveat?: string;
}

/** Nothing when the objective asks for another form than was measured. */
function valueFor(
  objective: Objective,
  measures: readonly PipelineMeasure[],
): ValueForObjective | undefined {
  if (measures.length === 0) {
    return { value: null };
  }
  const wanted = unitFor(objective);
  const measure = measures.find(({ unit }) => unit === wanted?.unit);
  if (!wanted || !measure) {
    return undefined;
  }
  if (typeof measure.value === 'string') {
    return { value: measure.value };
  }
  const value = tidy(measure.value / wanted.size);
  if (!measure.bound) {
    return { value };
  }
  const { low, high } = judgingTermsOf(objective);
  const isBroken = measure.bound === 'at-most' ? value < low : value > high;
  const words = `it is ${measure.bound.replace('-', ' ')} ${value}`;
  return isBroken
    ? { value, caveat: `${words}, not measured exactly` }
    : {
        value: null,
        caveat: `${words}, which does not show whether the promise is kept`,
      };
}

/** The form in which an objective wants to be measured, and how many of it make one. */
function unitFor(
  objective: Objective,
): { unit: PipelineMeasure['unit']; size: number } | undefined {
  switch (objective.unit) {
    case 'ratio':
      return { unit: 'ratio', size: 1 };
    case 'seconds':
      return { unit: 'date-time', size: 1 };
    case 'count': {
      const counted = objective.countUnit ?? 'rows';
      const bytes = bytesPerUnit(counted);
      if (bytes !== undefined) {
        return { unit: 'bytes', size: bytes };
      }
      // Rows a second are another quantity than rows.
      return counted.includes('/') ? undefined : { unit: 'rows', size: 1 };
    }
    default:
      return undefined;
  }
}
