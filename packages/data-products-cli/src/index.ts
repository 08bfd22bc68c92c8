/**
 * The command `data-products`, for pipelines and pull requests.
 *
 * @packageDocumentation
 */

export { main } from './main';
