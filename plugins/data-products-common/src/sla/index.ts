export * from './Objective';
export * from './ObjectiveStatus';
export * from './api';
export * from './Observation';
export { describeDuration, parseDuration } from './duration';
export { readPromises } from './readPromises';
