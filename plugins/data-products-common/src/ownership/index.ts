export * from './OwnershipMap';
export * from './roles';
export * from './api';
export { contactFor } from './contactFor';
export * from './datasetClaims';
export { openableUrl } from './openableUrl';
export { readOwnership } from './readOwnership';
export * from './resolveMandates';
export * from './resolveOwnership';
