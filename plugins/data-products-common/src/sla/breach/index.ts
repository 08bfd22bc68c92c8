export type { BreachSettings, BreachStep, OpenBreach } from './nextBreach';
export { nextBreach } from './nextBreach';
export type { PastBreach } from './replayBreaches';
export { isReplayable, replayBreaches, replayTime } from './replayBreaches';
