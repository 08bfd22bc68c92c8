import { DateTime, Duration } from 'luxon';
import { ReadinessCheck } from '../Check';
import { partyOf } from './references';
import {
  asObject,
  count,
  fail,
  isStated,
  pass,
  specOf,
  unknown,
} from './results';

/** How long a drill counts. */
const DRILL_VALIDITY = Duration.fromObject({ days: 90 });

/** Rules that data products and decision paths have in common. */

export const evaluateRollback: ReadinessCheck['evaluate'] = evidence => {
  const rollback = asObject(specOf(evidence).rollback);
  const procedure = isStated(rollback?.procedure);
  const version = rollback?.lastKnownGood;
  if (procedure && isStated(version)) {
    return pass(`Version ${version} can be restored by a written procedure.`);
  }
  if (procedure) {
    return fail('The procedure does not say which version it restores.');
  }
  return fail(
    isStated(version)
      ? `Version ${version} is known to be good, but no procedure says how to restore it.`
      : 'No rollback is described.',
  );
};

export const evaluateCost: ReadinessCheck['evaluate'] = evidence => {
  const cost = asObject(specOf(evidence).cost);
  const budget = asObject(cost?.budget);
  if (!isStated(cost?.owner)) {
    return fail('Nobody is named who answers for the cost.');
  }
  const { name, found } = partyOf(evidence, cost?.owner);
  if (!found) {
    return fail(
      `${name}, who is to answer for the cost, is not in the catalog.`,
    );
  }
  return budget
    ? pass(`${name} answers for ${budget.amount} ${budget.currency}.`)
    : fail(`${name} answers for the cost, but there is no budget.`);
};

export const evaluateReview: ReadinessCheck['evaluate'] = (evidence, now) => {
  const review = asObject(specOf(evidence).review);
  if (!review || !isStated(review.every)) {
    return fail('No review is scheduled.');
  }
  if (!isStated(review.last)) {
    return unknown('No review recorded yet.');
  }
  const dates = reviewDates(String(review.every), String(review.last));
  if (!dates) {
    return unknown(
      `The review cannot be read: every '${review.every}', last '${review.last}'.`,
    );
  }
  const { last, due } = dates;
  if (now.getTime() < last.time) {
    return unknown(
      `The last review is dated ${last.day}, in the future.`,
      new Date(last.time).toISOString(),
    );
  }
  return now.getTime() < due.time
    ? pass(
        `The next review is due on ${due.day}.`,
        new Date(due.time).toISOString(),
      )
    : fail(`The review was due on ${due.day}.`);
};

interface ReviewDate {
  /** Milliseconds since 1970. */
  time: number;
  /** In words. */
  day: string;
}

type ReviewDates = { last: ReviewDate; due: ReviewDate } | undefined;

/** Most entities share a few rhythms and days, and calendars are slow. */
const REVIEW_DATES = new Map<string, ReviewDates>();
const MAX_REVIEW_DATES = 5000;

/** @returns nothing when the rhythm or the day cannot be read. */
function reviewDates(every: string, lastDay: string): ReviewDates {
  const key = `${every} ${lastDay}`;
  if (!REVIEW_DATES.has(key)) {
    if (REVIEW_DATES.size >= MAX_REVIEW_DATES) {
      REVIEW_DATES.clear();
    }
    const last = DateTime.fromISO(lastDay, { zone: 'utc' });
    const due = last.plus(Duration.fromISO(every));
    const toDate = (date: DateTime): ReviewDate => ({
      time: date.toMillis(),
      day: date.toFormat('d LLL yyyy'),
    });
    REVIEW_DATES.set(
      key,
      due.isValid ? { last: toDate(last), due: toDate(due) } : undefined,
    );
  }
  return REVIEW_DATES.get(key);
}

export const evaluateDrill: ReadinessCheck['evaluate'] = (evidence, now) => {
  // Dates of the future are plans, and prove nothing yet.
  const times = (evidence.drills ?? []).map(drill => Date.parse(drill.at));
  const past = times.filter(time => time <= now.getTime());
  const next = times.filter(time => time > now.getTime());
  const changesAt = next.length
    ? new Date(Math.min(...next)).toISOString()
    : undefined;
  if (!past.length) {
    return unknown('No drill recorded yet.', changesAt);
  }
  const last = DateTime.fromMillis(Math.max(...past), { zone: 'utc' });
  const until = last.plus(DRILL_VALIDITY);
  const day = last.toFormat('d LLL yyyy');
  if (now.getTime() < until.toMillis()) {
    const end = until.toJSDate().toISOString();
    return pass(
      `Drilled on ${day}.`,
      changesAt !== undefined && changesAt < end ? changesAt : end,
    );
  }
  return fail(`The last drill was on ${day}, over 90 days ago.`, changesAt);
};

export const evaluateObjectivesMet: ReadinessCheck['evaluate'] = (
  evidence,
  now,
) => {
  const { objectives } = evidence;
  const observations = evidence.observations ?? {};
  const time = now.toISOString();
  const current = objectives
    .map(objective => ({ objective, seen: observations[objective.name] }))
    .filter(({ seen }) => seen && (!seen.validUntil || time < seen.validUntil));
  const ends = current.flatMap(({ seen }) => seen?.validUntil ?? []).sort()[0];
  const broken = current.filter(({ seen }) => seen?.state === 'broken');
  if (broken.length) {
    return fail(
      `Broken: ${broken.map(({ objective }) => objective.name).join(', ')}.`,
      ends,
    );
  }
  const unproven =
    objectives.length -
    current.filter(({ seen }) => seen?.state !== 'unknown').length;
  if (!objectives.length || !Object.keys(observations).length) {
    return unknown('No observation recorded yet.', ends);
  }
  return unproven
    ? unknown(
        `${unproven} of ${count(
          objectives.length,
          'objective',
        )} cannot be judged.`,
        ends,
      )
    : pass(`All ${count(objectives.length, 'objective')} kept.`, ends);
};

export const evaluateObservedLately: ReadinessCheck['evaluate'] = (
  evidence,
  now,
) => {
  const { objectives } = evidence;
  const observations = evidence.observations ?? {};
  if (!objectives.length || !Object.keys(observations).length) {
    return unknown('No observation recorded yet.');
  }
  const time = now.toISOString();
  const silent = objectives.filter(objective => {
    const seen = observations[objective.name];
    return (
      !seen ||
      seen.state === 'unknown' ||
      (seen.validUntil !== undefined && time >= seen.validUntil)
    );
  });
  const ends = objectives
    .flatMap(objective => observations[objective.name]?.validUntil ?? [])
    .filter(end => end > time)
    .sort()[0];
  return silent.length
    ? fail(`Silent: ${silent.map(({ name }) => name).join(', ')}.`, ends)
    : pass(`All ${count(objectives.length, 'objective')} observed.`, ends);
};
