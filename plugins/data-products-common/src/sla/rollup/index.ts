export * from './Bucket';
export { isSameCarry, rollUpBucket } from './rollUpBucket';
export * from './mergeBuckets';
