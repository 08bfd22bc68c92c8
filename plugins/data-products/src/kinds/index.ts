export * from './domainRef';
export * from './isKind';
export * from './kindFilters';
export * from './kindIcons';
