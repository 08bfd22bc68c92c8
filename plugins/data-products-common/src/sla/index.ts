export * from './Objective';
export * from './ObjectiveStatus';
export * from './api';
export * from './Observation';
export { describeDuration, parseDuration } from './duration';
export { readPromises } from './readPromises';
export * from './evaluation';
export * from './judging';
export * from './rollup';
