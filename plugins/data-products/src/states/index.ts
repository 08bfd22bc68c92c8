export * from './EmptyState';
export * from './ErrorState';
export * from './LoadingState';
export * from './NotAllowedState';
export * from './Notice';
export * from './QueryState';
export * from './describeError';
export * from './useErrorWords';
