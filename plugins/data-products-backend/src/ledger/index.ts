export * from './durableTransaction';
export * from './GroupCommit';
export * from './LedgerStore';
export * from './prepareEntry';
