export { SummaryCard } from './SummaryCard';
export { cadenceOf } from './cadence';
