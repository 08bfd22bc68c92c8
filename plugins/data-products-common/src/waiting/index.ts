export * from './api';
export * from './byUrgency';
