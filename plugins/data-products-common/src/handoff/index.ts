export * from './api';
export * from './Checklist';
export * from './Handoff';
export * from './handoffContent';
export * from './handoffDifference';
