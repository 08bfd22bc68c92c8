export * from './Objective';
