export { nestedTeamsModule } from './nestedTeamsModule';
