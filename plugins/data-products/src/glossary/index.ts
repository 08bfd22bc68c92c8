export { GlossaryTermCard } from './GlossaryTermCard';
