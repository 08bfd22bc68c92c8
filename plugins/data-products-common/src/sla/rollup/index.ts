export {
  Bucket,
  Carry,
  History,
  Measurement,
  Rollup,
  Tally,
  measurementOf,
} from './Bucket';
export { isSameCarry, rollUpBucket } from './rollUpBucket';
export * from './mergeBuckets';
