export * from './ReadableEntities';
