export * from './ChangesContent';
