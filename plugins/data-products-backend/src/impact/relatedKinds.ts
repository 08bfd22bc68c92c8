/**
 * The kinds beside data products and decision paths that are part of impact:
 * what data comes from and goes to.
 */
export const RELATED_KINDS = [
  'API',
  'Component',
  'GlossaryTerm',
  'Resource',
  'System',
] as const;
