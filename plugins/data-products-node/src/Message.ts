import { Criticality } from '@handoff/backstage-plugin-data-products-common';

/**
 * What people are told besides broken promises: a date that comes near, or
 * that somebody waits for them.
 *
 * @public
 */
export interface Message {
  /** The same when the message is sent again after a crash. */
  id: string;
  /** Refs of users and groups. */
  recipients: string[];
  /** What people can switch off, in kebab-case, such as `agreements`. */
  topic: string;
  /** In one line. */
  title: string;
  /** In full; may be several lines of plain text. */
  text: string;
  severity: Criticality;
  /** Full ref of the entity that it is about. */
  entityRef: string;
  /** The entity's tab that shows it: the path under its page, `''` for the first one. */
  tab: string;
  /**
   * What of the tab it is about: the part of its address after the question
   * mark. Absent for the tab as a whole.
   */
  search?: string;
}
