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

/** In lower case, all kinds that impact tells of. */
export const IMPACT_KINDS: ReadonlySet<string> = new Set(
  ['DataProduct', 'DecisionPath', ...RELATED_KINDS].map(kind =>
    kind.toLocaleLowerCase('en-US'),
  ),
);
