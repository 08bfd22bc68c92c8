export * from './dialect';
export * from './openDatabase';
export * from './nextRevision';
