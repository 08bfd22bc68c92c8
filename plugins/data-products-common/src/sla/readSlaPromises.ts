import { DateTime } from 'luxon';
import { ContractSlaProperty } from '../contract';
import { Criticality } from '../kinds';
import { toIsoDuration } from './duration';
import { INDICATOR_TRAITS, isIndicator } from './indicatorTraits';
import { isPercent, readMeasure, tidy } from './measure';
import { DatedTerm, Indicator, IndicatorUnit, Objective } from './Objective';
import { nameOfWords, PromiseBook } from './PromiseBook';
import { DEFAULT_WINDOW } from './readSpecObjectives';

/** The standard's properties and their two-letter synonyms, in lower case. */
const INDICATORS_OF_PROPERTIES: Readonly<Record<string, Indicator>> = {
  latency: 'latency',
  ly: 'latency',
  freshness: 'freshness',
  retention: 'retention',
  re: 'retention',
  availability: 'availability',
  av: 'availability',
  throughput: 'throughput',
  th: 'throughput',
  timeofavailability: 'delivery-time',
  timetodetect: 'response-time',
  td: 'response-time',
  timetonotify: 'response-time',
  tn: 'response-time',
  timetorepair: 'restore-time',
  tr: 'restore-time',
};

/** Where a property says more than its indicator's own words. */
const WORDS_OF_PROPERTIES: Readonly<Record<string, string>> = {
  timetodetect: 'incidents detected',
  td: 'incidents detected',
  timetonotify: 'incidents announced',
  tn: 'incidents announced',
};

const TERMS_OF_PROPERTIES: Readonly<Record<string, DatedTerm['term']>> = {
  generalavailability: 'general-availability',
  ga: 'general-availability',
  endofsupport: 'end-of-support',
  es: 'end-of-support',
  endoflife: 'end-of-life',
  el: 'end-of-life',
};

const ERROR_RATES = ['errorrate', 'er'];
const FREQUENCIES = ['frequency', 'fy'];

/** What each update of the data is an observation of. */
const TIMED_INDICATORS: readonly Indicator[] = [
  'freshness',
  'latency',
  'delivery-time',
];

/** For messages. */
const KNOWN_PROPERTIES =
  'availability, throughput, errorRate, generalAvailability, endOfSupport, endOfLife, retention, frequency, latency, freshness, timeOfAvailability, timeToDetect, timeToNotify, timeToRepair, and the indicators of objectives';

/**
 * Reads a contract's SLA properties. A frequency of updates is the cadence of
 * what else is promised of the same element's age or delivery; alone, it
 * promises that deliveries are no further apart.
 */
export function readSlaPromises(
  properties: readonly ContractSlaProperty[],
  criticality: Criticality,
  book: PromiseBook,
): void {
  const added: Objective[] = [];
  const frequencies: ContractSlaProperty[] = [];
  for (const entry of properties) {
    const property = keyOf(entry.property);
    const term = TERMS_OF_PROPERTIES[property];
    const indicator =
      INDICATORS_OF_PROPERTIES[property] ?? namedIndicator(entry.property);
    if (term) {
      readTerm(entry, term, book);
    } else if (FREQUENCIES.includes(property)) {
      frequencies.push(entry);
    } else if (ERROR_RATES.includes(property)) {
      added.push(...readErrorRate(entry, criticality, book));
    } else if (indicator) {
      added.push(...readObjective(entry, indicator, criticality, book));
    } else {
      book.problem(
        pointerOf(entry, 'property'),
        `"${entry.property}" is not a property that can be measured or dated: known are ${KNOWN_PROPERTIES}`,
      );
    }
  }
  for (const entry of frequencies) {
    readFrequency(entry, added, criticality, book);
  }
}

/** An indicator of ours by its name, as in `schemaConformance` or `volume`. */
function namedIndicator(property: string): Indicator | undefined {
  const name = nameOfWords(property);
  return isIndicator(name) ? name : undefined;
}

function readTerm(
  entry: ContractSlaProperty,
  term: DatedTerm['term'],
  book: PromiseBook,
): void {
  const at = String(entry.value ?? '');
  if (!DateTime.fromISO(at, { setZone: true }).isValid) {
    book.problem(
      pointerOf(entry, 'value'),
      `must be an ISO 8601 date such as 2027-01-31, but is "${at}"`,
    );
    return;
  }
  book.addTerm({
    term,
    at,
    description: entry.description,
    source: 'contract-sla',
  });
}

function readObjective(
  entry: ContractSlaProperty,
  indicator: Indicator,
  criticality: Criticality,
  book: PromiseBook,
): Objective[] {
  const { unit, comparator } = INDICATOR_TRAITS[indicator];
  const measure = readMeasure(entry.value, unitFor(entry, unit), unit);
  if ('problem' in measure) {
    book.problem(pointerOf(entry, measure.at), measure.problem);
    return [];
  }
  return [
    book.add(
      {
        ...termsOf(entry, criticality),
        indicator,
        comparator,
        target: measure.value,
        unit,
        countUnit: measure.countUnit,
      },
      {
        alternative: entry.driver,
        words: WORDS_OF_PROPERTIES[keyOf(entry.property)],
      },
    ),
  ];
}

/**
 * An availability of `99.9` can only be per cent, and is written so without a
 * unit all over.
 */
function unitFor(
  entry: ContractSlaProperty,
  wanted: IndicatorUnit,
): string | undefined {
  return wanted === 'ratio' &&
    entry.unit === undefined &&
    Number(entry.value) > 1
    ? 'percent'
    : entry.unit;
}

/** An error rate promises the rest to be right; a number of errors, a bound. */
function readErrorRate(
  entry: ContractSlaProperty,
  criticality: Criticality,
  book: PromiseBook,
): Objective[] {
  const isCount =
    entry.unit !== undefined &&
    !isPercent(entry.unit) &&
    !/^(ratio|share)$/i.test(entry.unit);
  const unit = isCount ? 'count' : 'ratio';
  const measure = readMeasure(entry.value, unitFor(entry, unit), unit);
  if ('problem' in measure) {
    book.problem(pointerOf(entry, measure.at), measure.problem);
    return [];
  }
  return [
    book.add(
      {
        ...termsOf(entry, criticality),
        indicator: 'accuracy',
        comparator: isCount ? 'at-most' : 'at-least',
        target: isCount ? measure.value : tidy(1 - Number(measure.value)),
        unit,
        countUnit: measure.countUnit,
      },
      { alternative: entry.driver },
    ),
  ];
}

function readFrequency(
  entry: ContractSlaProperty,
  added: readonly Objective[],
  criticality: Criticality,
  book: PromiseBook,
): void {
  const measure = readMeasure(entry.value, entry.unit, 'seconds');
  if ('problem' in measure) {
    book.problem(pointerOf(entry, measure.at), measure.problem);
    return;
  }
  const seconds = Number(measure.value);
  if (seconds === 0) {
    book.problem(pointerOf(entry, 'value'), 'must be more than 0');
    return;
  }
  const cadence = toIsoDuration(seconds);
  const timed = added.filter(
    ({ indicator, element }) =>
      TIMED_INDICATORS.includes(indicator) && element === entry.element,
  );
  for (const objective of timed) {
    objective.cadence = cadence;
  }
  if (timed.length === 0) {
    book.add(
      {
        ...termsOf(entry, criticality),
        indicator: 'delivery-time',
        comparator: 'at-most',
        target: seconds,
        unit: 'seconds',
        cadence,
      },
      { alternative: entry.driver },
    );
  }
}

function termsOf(
  entry: ContractSlaProperty,
  severity: Criticality,
): Pick<
  Objective,
  'name' | 'element' | 'goal' | 'window' | 'driver' | 'severity' | 'source'
> {
  return {
    name: nameOfWords(entry.id ?? `${entry.property} ${entry.element ?? ''}`),
    element: entry.element,
    goal: 1,
    window: DEFAULT_WINDOW,
    driver: entry.driver,
    severity,
    source: 'contract-sla',
  };
}

function keyOf(property: string): string {
  return property.toLocaleLowerCase('en-US').replace(/[^a-z]/g, '');
}

/** Points at a field, or at the entry when the contract does not have it. */
function pointerOf(
  entry: ContractSlaProperty,
  field: 'property' | 'value' | 'unit',
): string {
  const pointer = `/spec/contract${entry.pointer ?? '/slaProperties'}`;
  return entry.pointer && entry[field] !== undefined
    ? `${pointer}/${field}`
    : pointer;
}
