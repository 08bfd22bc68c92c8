export { judgeObservation } from './judgeObservation';
export { objectiveKey } from './objectiveKey';
