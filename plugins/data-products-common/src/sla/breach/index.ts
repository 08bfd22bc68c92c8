export * from './nextBreach';
