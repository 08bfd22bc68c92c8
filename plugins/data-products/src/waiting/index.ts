export * from './useTabLabel';
export * from './WaitingPage';
