import { DocumentObject } from '../contract/DocumentObject';
import { CRITICALITIES, Criticality } from '../kinds';
import { parseDuration } from './duration';
import { ERROR_WORDS, INDICATOR_TRAITS, isIndicator } from './indicatorTraits';
import { readMeasure } from './measure';
import { INDICATORS, IndicatorUnit, Objective } from './Objective';
import { nameOfWords, PromiseBook } from './PromiseBook';

/** The window of a promise that names none. */
export const DEFAULT_WINDOW = 'P30D';

const COMPARATORS = ['at-most', 'at-least', 'equals'] as const;

/** Reads `objectives`, `responseTimes` and `renewal` of an entity's spec. */
export function readSpecPromises(
  spec: DocumentObject,
  criticality: Criticality,
  book: PromiseBook,
): void {
  for (const objective of spec.objects('objectives')) {
    readObjective(objective, criticality, book);
  }
  const times = spec.object('responseTimes');
  if (times) {
    readResponseTime(times, 'acknowledge', 'response-time', criticality, book);
    readResponseTime(times, 'restore', 'restore-time', criticality, book);
  }
  const renewal = spec.day('renewal');
  if (renewal) {
    book.addTerm({ term: 'renewal', at: renewal, source: 'spec' });
  }
}

function readObjective(
  entry: DocumentObject,
  criticality: Criticality,
  book: PromiseBook,
): void {
  const indicator = entry.word('indicator', INDICATORS);
  if (!indicator || !isIndicator(indicator)) {
    if (!indicator) {
      entry.requiredText('indicator', 'an objective');
    }
    return;
  }
  const element = entry.text('element');
  const name =
    entry.requiredText('name', 'an objective') ??
    nameOfWords(indicator, element);
  if (book.hasName(name)) {
    entry.log.error(
      entry.near('name'),
      `there is another objective named "${name}": rename one of them`,
    );
  }
  const traits = INDICATOR_TRAITS[indicator];
  const unit = unitOf(entry, traits.unit);
  const measure = readMeasure(entry.scalar('target'), entry.text('unit'), unit);
  if ('problem' in measure) {
    const field = measure.at === 'unit' ? 'unit' : 'target';
    entry.log.error(entry.near(field), measure.problem);
    return;
  }
  const errors = unit === 'count' && ERROR_WORDS[indicator] !== undefined;
  book.add({
    name,
    indicator,
    element,
    comparator:
      oneOf(entry, 'comparator', COMPARATORS) ??
      // A number of errors is bounded from above.
      (errors ? 'at-most' : traits.comparator),
    target: measure.value,
    unit,
    countUnit: measure.countUnit,
    goal: readGoal(entry),
    window: readDuration(entry, 'window') ?? DEFAULT_WINDOW,
    cadence: readDuration(entry, 'cadence'),
    driver: entry.text('driver'),
    severity: oneOf(entry, 'severity', CRITICALITIES) ?? criticality,
    source: 'spec',
  });
}

/** An indicator's own unit, unless the objective counts instead. */
function unitOf(entry: DocumentObject, usual: IndicatorUnit): IndicatorUnit {
  return usual === 'ratio' &&
    /^(rows?|counts?)$/i.test(entry.text('unit') ?? '')
    ? 'count'
    : usual;
}

function readGoal(entry: DocumentObject): number {
  const goal = entry.number('goal');
  if (goal !== undefined && !(goal > 0 && goal <= 1)) {
    entry.log.error(
      entry.at('goal'),
      `must be a share above 0 and up to 1, such as 0.99, but is ${goal}: it is read as 1`,
    );
    return 1;
  }
  return goal ?? 1;
}

function readDuration(
  entry: DocumentObject,
  field: string,
): string | undefined {
  const text = entry.text(field);
  if (text === undefined) {
    return undefined;
  }
  if (!/^p/i.test(text) || !parseDuration(text)) {
    entry.log.error(
      entry.at(field),
      `must be an ISO 8601 duration such as P30D, but is "${text}"`,
    );
    return undefined;
  }
  return text;
}

function oneOf<T extends string>(
  entry: DocumentObject,
  field: string,
  allowed: readonly T[],
): T | undefined {
  const word = entry.word(field, allowed);
  return allowed.find(candidate => candidate === word);
}

function readResponseTime(
  times: DocumentObject,
  field: 'acknowledge' | 'restore',
  indicator: 'response-time' | 'restore-time',
  criticality: Criticality,
  book: PromiseBook,
): void {
  const text = times.text(field);
  if (text === undefined) {
    return;
  }
  const measure = readMeasure(text, undefined, 'seconds');
  if ('problem' in measure) {
    times.log.error(times.at(field), measure.problem);
    return;
  }
  const promised: Omit<Objective, 'promise'> = {
    name: indicator,
    indicator,
    comparator: 'at-most',
    target: measure.value,
    unit: 'seconds',
    goal: 1,
    window: DEFAULT_WINDOW,
    severity: criticality,
    source: 'spec',
  };
  book.add(promised);
}
