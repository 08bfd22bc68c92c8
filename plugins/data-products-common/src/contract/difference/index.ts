export * from './ContractDifference';
export { checkVersionStep, type VersionStepCheck } from './checkVersionStep';
export { describeContractPath } from './describeContractPath';
export { demandedStep, differContracts } from './differContracts';
