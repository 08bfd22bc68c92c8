export { judgeObservation } from './judgeObservation';
export { objectiveKey } from './objectiveKey';
export { targetBounds } from './targetBounds';
