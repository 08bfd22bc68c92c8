import { Objective } from '../../sla/Objective';
import { compareRanges, NumberRange, PromiseTrend } from './compareRanges';

/**
 * Compares what two objectives of one contract let pass. Their goals and
 * windows are left aside: a contract has no words for them.
 */
export function compareObjectives(
  before: Objective,
  after: Objective,
): PromiseTrend {
  if (
    before.indicator !== after.indicator ||
    before.unit !== after.unit ||
    before.countUnit !== after.countUnit
  ) {
    return 'incomparable';
  }
  const [old, now] = [placeOf(before), placeOf(after)];
  return old && now && old.zone === now.zone
    ? compareRanges(old.range, now.range)
    : 'incomparable';
}

function placeOf({
  comparator,
  target,
}: Objective): { range: NumberRange; zone?: string } | undefined {
  if (Array.isArray(target)) {
    return { range: { low: target[0], high: target[1] } };
  }
  const time =
    typeof target === 'string' ? readTime(target) : { value: target };
  return time && { range: rangeOf(comparator, time.value), zone: time.zone };
}

function rangeOf(
  comparator: Objective['comparator'],
  value: number,
): NumberRange {
  switch (comparator) {
    case 'at-most':
      return { high: value };
    case 'at-least':
      return { low: value };
    default:
      return { low: value, high: value };
  }
}

/**
 * A time of day in minutes: of UTC for `09:00+01:00`, of its zone for
 * `09:00 Europe/Berlin`, which is comparable within that zone only.
 */
function readTime(time: string): { value: number; zone?: string } | undefined {
  const [, hour, minute, sign, offsetHour, offsetMinute, zone] =
    /^(\d\d):(\d\d)(?:([+-])(\d\d):(\d\d)| (.+))$/.exec(time) ?? [];
  if (hour === undefined) {
    return undefined;
  }
  const clock = Number(hour) * 60 + Number(minute);
  if (zone !== undefined) {
    return { value: clock, zone };
  }
  const offset = Number(offsetHour) * 60 + Number(offsetMinute);
  return { value: sign === '-' ? clock + offset : clock - offset };
}
