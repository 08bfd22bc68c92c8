export * from './LedgerLink';
export * from './LedgerPage';
