export * from './OwnershipMap';
export * from './roles';
export * from './api';
