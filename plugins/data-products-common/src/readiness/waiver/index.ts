export * from './api';
export * from './Waiver';
export * from './waiverApprovers';
export * from './waiverEvidence';
export * from './waiverState';
export * from './waiverSteps';
