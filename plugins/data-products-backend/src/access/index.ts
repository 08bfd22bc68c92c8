export * from './EntityAccess';
export * from './Parties';
export * from './ReadableEntities';
