export { baselineOf } from './baselineOf';
export type { Baseline, UsualValues } from './baselineOf';
export { judgeUnusual } from './judgeUnusual';
