export * from './SignOffsContent';
