export * from './EntityAccess';
export * from './NeededRoles';
export * from './Parties';
export * from './ReadableEntities';
