import {
  ObjectiveState,
  PromiseState,
  SlaDetail,
  StretchState,
} from '@handoff/backstage-plugin-data-products-common';
import { Tone } from '../look';

/** One objective with all that is known of it. */
export type ObjectiveDetail = SlaDetail['objectives'][number];

/** An objective's state in the words of a list of promises. */
export function promiseStateOf(state: ObjectiveState): PromiseState {
  return state === 'unknown' ? 'silent' : state;
}

/** The tone of each state of promises. */
export const PROMISE_TONES: Record<PromiseState, Tone> = {
  kept: 'good',
  'at-risk': 'caution',
  silent: 'caution',
  broken: 'bad',
};

/** The tone of each stretch of time. */
export const STRETCH_TONES: Record<StretchState, Tone> = {
  kept: 'good',
  broken: 'bad',
  silent: 'caution',
  'no-data': 'calm',
};

const WORST_FIRST: readonly PromiseState[] = [
  'broken',
  'at-risk',
  'silent',
  'kept',
];

/** Worst first; among those that stand the same, as they were declared. */
export function worstFirst(
  objectives: readonly ObjectiveDetail[],
): ObjectiveDetail[] {
  const rank = ({ status }: ObjectiveDetail) =>
    WORST_FIRST.indexOf(promiseStateOf(status.state));
  return [...objectives].sort((a, b) => rank(a) - rank(b));
}

/** How many objectives stand how. */
export function countStates(
  objectives: readonly ObjectiveDetail[],
): Record<PromiseState, number> {
  const counts = { broken: 0, silent: 0, 'at-risk': 0, kept: 0 };
  for (const { status } of objectives) {
    counts[promiseStateOf(status.state)] += 1;
  }
  return counts;
}
