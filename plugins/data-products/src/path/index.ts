export { PathCard } from './PathCard';
