export * from './Contract';
