export * from './NoticeDispatcher';
export * from './NoticeStore';
export * from './Notifiers';
export { GROUP_MS } from './planNotices';
