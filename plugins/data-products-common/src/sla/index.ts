export * from './Objective';
export { describeDuration, parseDuration } from './duration';
export { readPromises } from './readPromises';
