export * from './createRouter';
export * from './cursor';
export * from './operations';
export * from './TooManyRequestsError';
