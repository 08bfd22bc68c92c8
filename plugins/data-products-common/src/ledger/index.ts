export * from './api';
export * from './canonicalJson';
export * from './ChainVerifier';
export * from './Checkpoint';
export * from './hashEntry';
export * from './LedgerEntry';
export * from './signedNote';
export * from './verifyLedger';
