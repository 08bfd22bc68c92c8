export * from './Parties';
export * from './ReadableEntities';
