export * from './CatalogReader';
export * from './CatalogSync';
export * from './ChangeHints';
export * from './CollectedEvidence';
export * from './EvidenceStore';
export * from './TeamStore';
export * from './TeamTree';
export * from './readTitles';
