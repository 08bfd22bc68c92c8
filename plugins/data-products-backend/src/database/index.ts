export * from './dialect';
export * from './openDatabase';
export * from './nextRevision';
export * from './arrayLiteral';
export * from './copyLog';
