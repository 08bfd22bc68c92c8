/**
 * Kinds, schemas, API types and rules for data products, shared by every
 * Handoff package. Nothing here does I/O, and all of it runs in a browser.
 *
 * @packageDocumentation
 */

export * from './agreement';
export * from './api';
export * from './briefing';
export * from './change';
export * from './contract';
export * from './handoff';
export * from './impact';
export * from './kinds';
export * from './ledger';
export * from './ownership';
export * from './permissions';
export * from './readiness';
export * from './sla';
export * from './waiting';
