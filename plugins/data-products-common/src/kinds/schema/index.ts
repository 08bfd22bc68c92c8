export { HANDOFF_KIND_SCHEMAS } from './kindSchemas';
export type { KindSchema } from './KindSchema';
