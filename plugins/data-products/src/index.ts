/**
 * Pages, cards and tabs for data products and decision paths: who owns them,
 * whom to call, what was promised, and whether they are ready.
 *
 * @packageDocumentation
 */

export { DefaultDataProductsApi, dataProductsApiRef } from './api';
export type {
  AgreementExport,
  DataProductsApi,
  PageRequest,
  RequestOptions,
} from './api';
export {
  isDataProduct,
  isDecisionPath,
  isGlossaryTerm,
  isScoredKind,
} from './kinds';
export * from './plugin';
export { dataProductsTranslationRef } from './translation';
