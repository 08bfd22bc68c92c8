import { describeDuration } from '../duration';
import { JudgingTerms } from '../judging/JudgingTerms';
import { Objective } from '../Objective';
import { Carry } from '../rollup/Bucket';
import {
  describeBound,
  describeNumber,
  describeObservedValue,
  describeShare,
} from './describeValue';
import { Standing } from './judgeStanding';

const UNIT_WORDS: Readonly<Record<string, string>> = {
  s: 'second',
  min: 'minute',
  h: 'hour',
  d: 'day',
  y: 'year',
};

/** Why a promise stands as it does, in a sentence with its numbers. */
export function describeStanding(
  objective: Objective,
  terms: JudgingTerms,
  carry: Carry,
  standing: Standing,
): string {
  const { at, cause, burn } = standing;
  switch (cause) {
    case 'silent':
      return `No observation for ${describeMs(
        at - carry.at,
      )}${describeExpectation(terms)}.`;
    case 'not-measured':
      return `The last observation, by ${carry.source}, could not be measured.`;
    case 'no-window':
      return `Nothing was measured in the last ${describeMs(terms.windowMs)}.`;
    case 'budget-spent':
      return `${describeNow(objective, terms, carry, at)} But ${describeUse(
        terms,
        standing,
      )}, and ${describeAllowance(standing)}.`;
    case 'slipped':
      return `Kept again, but ${describeUse(
        terms,
        standing,
      )}, and it is promised always.`;
    case 'budget-used':
      return `Kept now, but ${describeUse(
        terms,
        standing,
      )}, and ${describeAllowance(standing)}.`;
    case 'burning':
      return `Kept now, but the error budget burns ${describeNumber(
        Number(
          Math.max(burn!.hour, burn!.sixHours, burn!.threeDays).toPrecision(2),
        ),
      )} times as fast as it may: ${describeUse(terms, standing)}.`;
    case 'ageing':
      return `${describeNow(objective, terms, carry, at)} ${describeMs(
        (carry.newestAt ?? at) + terms.maxAgeMs - at,
      )} are left.`;
    default:
      return describeNow(objective, terms, carry, at);
  }
}

/** The value now beside what was promised. */
function describeNow(
  objective: Objective,
  terms: JudgingTerms,
  carry: Carry,
  at: number,
): string {
  const promised = `promised is ${describeBound(objective)}.`;
  if (terms.manner === 'ages') {
    const age = describeMs(at - (carry.newestAt ?? at));
    return objective.indicator === 'freshness'
      ? `The data is ${age} old; ${promised}`
      : `The last delivery was ${age} ago; ${promised}`;
  }
  return carry.value === undefined
    ? `Nothing was measured yet; ${promised}`
    : `Last observed ${describeObservedValue(
        objective,
        carry.value,
      )}; ${promised}`;
}

function describeUse(terms: JudgingTerms, { good, bad }: Standing): string {
  const over = `the last ${describeMs(terms.windowMs)}`;
  if (terms.manner !== 'events') {
    return `${describeMs(bad)} of ${over} were out of target`;
  }
  return `${describeNumber(bad)} of ${describeNumber(
    good + bad,
  )} observations in ${over} missed the target`;
}

function describeAllowance({ budget, good, bad }: Standing): string {
  if (budget.unit === 'ms') {
    return `${describeMs(budget.total)} are allowed`;
  }
  const whole = Math.floor(budget.total);
  if (whole > 0) {
    return `${describeNumber(whole)} may`;
  }
  return `only ${describeShare(good / (good + bad))} kept it`;
}

function describeExpectation({ cadenceMs, holdMs }: JudgingTerms): string {
  if (cadenceMs === undefined) {
    return `; a value holds for ${describeMs(holdMs)}`;
  }
  const words = describeMs(cadenceMs);
  const [, unit] = /^1 (\S+)$/.exec(words) ?? [];
  return `; one is expected every ${UNIT_WORDS[unit] ?? words}`;
}

function describeMs(ms: number): string {
  return describeDuration(ms / 1_000);
}
