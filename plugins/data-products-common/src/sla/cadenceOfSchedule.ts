import { CronExpressionParser } from 'cron-parser';
import { Duration } from 'luxon';

/** Enough times to meet the longest pause of a schedule by week or by month. */
const LOOK_AHEAD = 400;

/** A day before a leap year begins. */
const START = '2027-12-31T00:00:00Z';

/** Contracts share a few schedules, and to walk through one takes milliseconds. */
const KNOWN_SIZE = 500;
const known = new Map<string, string | undefined>();

/** What follows at the latest, in days: schedules that are longer than this expect nothing. */
const MAX_DAYS = 366;

/**
 * How often a cron expression runs: the longest pause between two of its
 * times, which for `0 6 * * 1-5` is the one over the weekend.
 *
 * @param schedule - of five fields, of six with seconds first, or a word such
 *   as `@daily`
 * @returns ISO 8601 duration; nothing when it is no cron expression, or runs
 *   less than once a year
 */
export function cadenceOfSchedule(schedule: string): string | undefined {
  const text = schedule.trim();
  if (!known.has(text)) {
    if (known.size === KNOWN_SIZE) {
      known.clear();
    }
    known.set(text, longestPause(text));
  }
  return known.get(text);
}

function longestPause(text: string): string | undefined {
  // With fewer fields, the parser would guess the rest.
  if (!text.startsWith('@') && text.split(/\s+/).length < 5) {
    return undefined;
  }
  try {
    const times = CronExpressionParser.parse(text, {
      currentDate: START,
      tz: 'UTC',
    });
    let longest = 0;
    let last = times.next().getTime();
    for (let i = 0; i < LOOK_AHEAD; i += 1) {
      const next = times.next().getTime();
      longest = Math.max(longest, next - last);
      last = next;
    }
    const pause = Duration.fromMillis(longest).shiftTo(
      'days',
      'hours',
      'minutes',
      'seconds',
    );
    return pause.days > MAX_DAYS ? undefined : pause.toISO() ?? undefined;
  } catch {
    return undefined;
  }
}
