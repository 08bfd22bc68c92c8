export * from './changeHint';
export * from './describeRef';
export * from './entities';
export { getEntityRelations } from './getEntityRelations';
export type { HandoffEntityRelation } from './getEntityRelations';
export * from './relations';
export * from './schema';
export * from './validation';
