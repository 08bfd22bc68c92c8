export { askedParties, type AskedParty } from './askedParties';
export * from './GateFacts';
export * from './gateRules';
export * from './GateRule';
