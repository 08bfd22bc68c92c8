export type {
  Bucket,
  CarriedBreach,
  Carry,
  History,
  Measurement,
  Rollup,
  Tally,
} from './Bucket';
export { measurementOf } from './Bucket';
export { isSameCarry, rollUpBucket } from './rollUpBucket';
export * from './mergeBuckets';
