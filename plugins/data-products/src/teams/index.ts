export { GroupReadinessCard } from './GroupReadinessCard';
export { TeamsPage } from './TeamsPage';
export { teamTree } from './teamTree';
export { useTeams } from './useTeams';
