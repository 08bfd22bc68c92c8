export * from './Contract';
export { readContract } from './readContract';
export { summarizeContract } from './summarizeContract';
export * from './difference';
