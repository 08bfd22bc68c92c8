import { HANDOFF_API_VERSION } from '@handoff/backstage-plugin-data-products-common';

// A Bitol document says `kind: DataProduct` too, so that every filter asks for
// our API version as well.

/** Entities that have an ownership map and a readiness score. */
export const SCORED_FILTER = {
  apiVersion: HANDOFF_API_VERSION,
  kind: { $in: ['DataProduct', 'DecisionPath'] },
};

/** Data products. */
export const DATA_PRODUCT_FILTER = {
  apiVersion: HANDOFF_API_VERSION,
  kind: 'DataProduct',
};

/** Decision paths. */
export const DECISION_PATH_FILTER = {
  apiVersion: HANDOFF_API_VERSION,
  kind: 'DecisionPath',
};

/** Glossary terms. */
export const GLOSSARY_TERM_FILTER = {
  apiVersion: HANDOFF_API_VERSION,
  kind: 'GlossaryTerm',
};
