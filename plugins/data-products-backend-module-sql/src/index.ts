/**
 * Measures data products where they lie: in tables of PostgreSQL.
 *
 * @packageDocumentation
 */

export { sqlModule as default } from './module';
