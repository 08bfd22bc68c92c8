/**
 * Adds the kinds DataProduct, DecisionPath and GlossaryTerm to the Backstage
 * catalog.
 *
 * @packageDocumentation
 */

export { catalogModuleDataProducts as default } from './module';
export * from './permissions';
