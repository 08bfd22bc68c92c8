/**
 * The backend of Handoff: ownership, contracts and readiness of data products.
 *
 * @packageDocumentation
 */

export { dataProductsPlugin as default } from './plugin';
