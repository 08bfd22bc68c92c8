/**
 * Tells people of broken promises through Backstage's notifications.
 *
 * @packageDocumentation
 */

export { notificationsModule as default } from './module';
