export * from './MessageDispatcher';
export * from './MessageStore';
