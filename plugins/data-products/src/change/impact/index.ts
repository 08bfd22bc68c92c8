export { ImpactView } from './ImpactView';
