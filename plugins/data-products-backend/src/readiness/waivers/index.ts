export * from './WaiverConfig';
export * from './WaiverFacts';
export * from './waiverOperations';
export * from './WaiverService';
export * from './WaiverStore';
export * from './WaitingWaivers';
