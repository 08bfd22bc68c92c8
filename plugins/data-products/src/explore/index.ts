export { ExplorePage } from './ExplorePage';
export { writeExploreView } from './exploreView';
export type { ExploreFilters } from './exploreView';
