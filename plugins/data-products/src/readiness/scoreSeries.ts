import { Transitions } from '@handoff/backstage-plugin-data-products-common';

/** A score over a span of time, as steps. */
export interface ScoreSeries {
  /** `x` runs from 0, where the line begins, to 1, now. */
  points: { x: number; score: number }[];
  /** The first and the last known score. */
  from: number;
  to: number;
  /** Where the line begins, ISO 8601: the start of the span, or later. */
  since: string;
}

/**
 * Draws the score of the last days from its transitions; `undefined` when none
 * is known.
 *
 * A score holds until its next transition. Before the first one it is what
 * that transition says came before it, or nothing.
 *
 * @param transitions - newest first
 */
export function scoreSeries(
  transitions: Transitions['items'],
  now: Date,
  days: number,
): ScoreSeries | undefined {
  const end = now.getTime();
  const start = end - days * 24 * 60 * 60 * 1000;
  const steps = transitions
    .map(step => ({ ...step, time: Date.parse(step.at) }))
    .filter(step => step.time <= end)
    .reverse();
  const inside = steps.filter(step => step.time > start);
  const before = steps[steps.length - inside.length - 1];

  const initial = before?.score ?? inside[0]?.previous?.score;
  const first = inside[0];
  if (initial === undefined && !first) {
    return undefined;
  }

  const beginning = initial === undefined ? first.time : start;
  const x = (time: number) =>
    end > beginning ? (time - beginning) / (end - beginning) : 0;
  const points: ScoreSeries['points'] = [];
  let score = initial;
  if (score !== undefined) {
    points.push({ x: 0, score });
  }
  for (const step of inside) {
    if (score !== undefined) {
      points.push({ x: x(step.time), score });
    }
    points.push({ x: x(step.time), score: step.score });
    score = step.score;
  }
  points.push({ x: 1, score: score! });

  return {
    points,
    from: points[0].score,
    to: score!,
    since: new Date(beginning).toISOString(),
  };
}
