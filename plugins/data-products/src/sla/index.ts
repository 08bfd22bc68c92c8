export * from './PromisesCard';
export * from './PromisesMark';
export * from './SlaContent';
