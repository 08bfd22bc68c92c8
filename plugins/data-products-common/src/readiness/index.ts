export * from './Check';
export * from './Evidence';
export * from './api';
