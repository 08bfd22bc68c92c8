export type { StoredLedgerEntry } from './ChainTables';
export * from './durableTransaction';
export * from './GroupCommit';
export * from './LedgerStore';
export * from './prepareEntry';
