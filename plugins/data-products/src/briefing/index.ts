export * from './BriefingLink';
export * from './BriefingPage';
