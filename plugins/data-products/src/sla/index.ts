export * from './PromisesMark';
export * from './SlaContent';
