import { Indicator } from '../../Objective';
import { observationId } from '../observationId';
import { PipelineMeasure, PipelineObservation } from '../PipelineObservation';
import { detailOf } from '../quote';
import { CheckResult, describeResult, rowsOf, shareOf } from './CheckResult';

/** More checks than this are only counted in an observation's detail. */
const MAX_DESCRIBED = 10;

/** What a check looked at. */
export interface CheckedData {
  datasets: string[];
  table: string;
  /** Absent when the check is of the whole table. */
  column?: string;
  indicator: Indicator;
}

/**
 * The checks of one run, brought together by what they looked at.
 *
 * A column with three checks has one value at one time, that of its worst
 * check: three observations would leave it to chance which of them stands. For
 * the same reason a table is as good as the worst of the checks on it and on
 * its columns, and is so observed too.
 */
export class CheckBook {
  readonly #groups = new Map<
    string,
    { data: CheckedData; results: CheckResult[] }
  >();

  add(data: CheckedData, result: CheckResult): void {
    this.#addTo({ ...data, column: undefined }, result);
    if (data.column !== undefined) {
      this.#addTo(data, result);
    }
  }

  /** One observation of each column and table that was checked, for each indicator. */
  observations(runId: string, source: string): PipelineObservation[] {
    return [...this.#groups.values()].map(({ data, results }) => ({
      id: observationId([
        runId,
        data.datasets[0],
        data.indicator,
        data.column ?? '',
      ]),
      ...data,
      measures: measure(results),
      observedAt: new Date(
        results.reduce((latest, { at }) => Math.max(latest, at), results[0].at),
      ).toISOString(),
      source,
      detail: detailOf(describe(results)),
    }));
  }

  #addTo(data: CheckedData, result: CheckResult): void {
    const { datasets, indicator, column } = data;
    const key = JSON.stringify([datasets[0], indicator, column ?? '']);
    const group = this.#groups.get(key);
    if (group) {
      group.results.push(result);
    } else {
      this.#groups.set(key, { data, results: [result] });
    }
  }
}

/** What did not run may have found anything: then the rest is only a bound. */
function measure(results: readonly CheckResult[]): PipelineMeasure[] {
  const ran = results.filter(({ outcome }) => outcome !== 'unknown');
  if (ran.length === 0) {
    return [];
  }
  const isPartial = ran.length < results.length;
  const shares = ran.map(shareOf);
  const rows = ran.map(rowsOf);
  return [
    {
      value: shares.reduce((least, { value }) => Math.min(least, value), 1),
      unit: 'ratio',
      ...(isPartial || shares.some(({ bound }) => bound)
        ? { bound: 'at-most' }
        : {}),
    },
    {
      value: rows.reduce((sum, { value }) => sum + value, 0),
      unit: 'rows',
      ...(isPartial || rows.some(({ bound }) => bound)
        ? { bound: 'at-least' }
        : {}),
    },
  ];
}

function describe(results: readonly CheckResult[]): string {
  const ORDER = ['failed', 'unknown', 'passed'];
  const worstFirst = [...results].sort(
    (first, second) =>
      ORDER.indexOf(first.outcome) - ORDER.indexOf(second.outcome),
  );
  const described = worstFirst.slice(0, MAX_DESCRIBED).map(describeResult);
  const more = results.length - described.length;
  return [...described, ...(more > 0 ? [`${more} more`] : [])].join('; ');
}
