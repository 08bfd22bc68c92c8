import { describeNearest } from '../../kinds/validation/nearestNames';
import { describeValue } from '../../kinds/validation/describeValue';
import { describeDuration } from '../duration';
import { DAY_MS } from '../judging/JudgingTerms';
import { Objective } from '../Objective';
import {
  Observation,
  ObservationInput,
  usualObservationId,
} from '../Observation';
import { readInstant } from './readInstant';
import { CLOCK_SKEW_MS, readValue } from './readValue';

/** How long raw observations are kept unless configured otherwise. */
const DEFAULT_RETENTION_MS = 90 * DAY_MS;

/** For messages; a list of all of them would be too long to read. */
const MAX_NAMED = 10;

/**
 * Why an observation is refused.
 *
 * @public
 */
export interface ObservationRefusal {
  field:
    | 'objective'
    | 'indicator'
    | 'element'
    | 'value'
    | 'unit'
    | 'observedAt';
  /** As sent, in words. */
  got: string;
  /** What it has to be. */
  wanted: string;
  /** Both in a sentence, with what to do. */
  reason: string;
}

/**
 * The observations that an input makes, or why there is none.
 *
 * @public
 */
export type ObservationReading =
  | { observations: Observation[]; refusal?: undefined }
  | { observations?: undefined; refusal: ObservationRefusal };

/**
 * Reads what a pipeline sent about an entity: one observation for each
 * objective that it is about, with values in the objectives' units.
 *
 * A bare number is in the unit of the objective that was named, else in the
 * indicator's usual one. It is refused when it is about no objective, or when
 * it cannot be told which of several elements was meant; when its value does
 * not convert for any of its objectives; when it is of the future, by more
 * than 5 minutes, or older than what is kept.
 *
 * @param input - as {@link observationInputSchema} lets it pass
 * @param objectives - of the entity
 * @param now - epoch ms
 * @param options - `retentionMs`: how old an observation may be; 90 days when absent
 * @public
 */
export function readObservation(
  input: ObservationInput,
  objectives: readonly Objective[],
  now: number,
  options?: { retentionMs?: number },
): ObservationReading {
  const observedAt = readInstant(input.observedAt);
  const retention = options?.retentionMs ?? DEFAULT_RETENTION_MS;
  if (
    observedAt === undefined ||
    observedAt > now + CLOCK_SKEW_MS ||
    observedAt < now - retention
  ) {
    return refuseTime(input, observedAt, now, retention);
  }
  const matching = objectivesOf(input, objectives);
  if ('refusal' in matching) {
    return matching;
  }
  const observations: Observation[] = [];
  let refusal: ObservationRefusal | undefined;
  for (const objective of matching.objectives) {
    const read =
      input.value === null
        ? { value: undefined }
        : readValue(objective, {
            value: input.value,
            unit: input.unit,
            observedAt,
            isNamed: input.objective !== undefined,
          });
    if ('field' in read) {
      const got = describeValue(input[read.field]);
      refusal ??= {
        field: read.field,
        got,
        wanted: read.wanted,
        reason: `"${read.field}" must be ${read.wanted}, but is ${got}: "${objective.name}" promises ${objective.promise}`,
      };
    } else {
      observations.push(observe(input, objective, observedAt, read.value));
    }
  }
  return observations.length === 0 && refusal ? { refusal } : { observations };
}

function observe(
  input: ObservationInput,
  objective: Objective,
  at: number,
  value: number | undefined,
): Observation {
  const { id, source, detail } = input;
  const { name } = objective;
  // Who read the usual one and sends it back, has no id of its own.
  const ownId =
    id === undefined || id === usualObservationId(name, source, at)
      ? undefined
      : id;
  return { ownId, objective: name, value, at, source, detail };
}

function refuseTime(
  { observedAt }: ObservationInput,
  time: number | undefined,
  now: number,
  retention: number,
): { refusal: ObservationRefusal } {
  const got = describeValue(observedAt);
  if (time === undefined) {
    return refuse(
      'observedAt',
      got,
      'an ISO 8601 date-time such as 2026-11-21T06:10:00Z',
    );
  }
  return time > now
    ? refuse(
        'observedAt',
        got,
        `a time that has been: it is ${describeDuration(
          (time - now) / 1_000,
        )} ahead, so check the clock or the offset from UTC`,
      )
    : refuse(
        'observedAt',
        got,
        `of the last ${describeDuration(
          retention / 1_000,
        )}: what is older is kept in sums only, and cannot be added any more`,
      );
}

/** What the observation is about. */
function objectivesOf(
  input: ObservationInput,
  objectives: readonly Objective[],
): { objectives: Objective[] } | { refusal: ObservationRefusal } {
  const { objective: name, indicator, element } = input;
  if (name !== undefined) {
    const named = objectives.filter(objective => objective.name === name);
    return named.length
      ? { objectives: named }
      : refuse(
          'objective',
          describeValue(name),
          oneOf(
            'objective',
            name,
            objectives.map(known => known.name),
          ),
        );
  }
  const measured = objectives.filter(
    objective => objective.indicator === indicator,
  );
  if (measured.length === 0) {
    return refuse(
      'indicator',
      describeValue(indicator),
      oneOf('indicator', indicator, [
        ...new Set(objectives.map(known => known.indicator)),
      ]),
    );
  }
  const elements = [...new Set(measured.map(known => known.element))];
  // One that is promised of the whole product, or of a single element, needs
  // no element to be told from others.
  const wanted =
    element === undefined && elements.length === 1 ? elements[0] : element;
  if (!elements.includes(wanted)) {
    return refuse(
      'element',
      describeValue(element),
      wantedElement(input, elements),
    );
  }
  return {
    objectives: measured.filter(objective => objective.element === wanted),
  };
}

function wantedElement(
  { indicator, element }: ObservationInput,
  elements: readonly (string | undefined)[],
): string {
  const known = elements.flatMap(one => one ?? []);
  if (element === undefined) {
    return `named, because ${indicator} is promised of ${list(known)}`;
  }
  return known.length
    ? oneOf('element', element, known)
    : `left out: ${indicator} is promised of the whole product`;
}

function refuse(
  field: ObservationRefusal['field'],
  got: string,
  wanted: string,
): { refusal: ObservationRefusal } {
  return {
    refusal: {
      field,
      got,
      wanted,
      reason: `"${field}" must be ${wanted}, but is ${got}`,
    },
  };
}

function oneOf(noun: string, name: unknown, known: readonly string[]): string {
  if (known.length === 0) {
    return `of an entity with objectives: this one promises nothing that can be measured`;
  }
  const nearest = describeNearest(name, known);
  return `an ${noun} that is promised: ${
    nearest ?? `known are ${list(known)}`
  }`;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMED).join(', ');
  const more = names.length - MAX_NAMED;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
