export { describeObservedValue } from './describeValue';
export { evaluateObjective, standingOf } from './evaluateObjective';
export { nextChange } from './nextChange';
export { stretchesOf } from './stretches';
export {
  evaluationTime,
  moveWindows,
  sumWindows,
  WINDOW_NAMES,
  windowStarts,
} from './windows';
export type { WindowName, WindowTallies, WindowTally } from './windows';
