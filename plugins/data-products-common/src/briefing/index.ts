export * from './Briefing';
export * from './BriefingSources';
export { composeBriefing } from './composeBriefing';
export { writeBriefingMarkdown } from './writeBriefingMarkdown';
