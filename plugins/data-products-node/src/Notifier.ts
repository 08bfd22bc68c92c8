import { Criticality } from '@handoff/backstage-plugin-data-products-common';
import { Message } from './Message';

/**
 * A data product and one of its objectives that is out of target.
 *
 * @public
 */
export interface NoticeSubject {
  /** Full ref. */
  entityRef: string;
  /** Title, or name where there is none. */
  title: string;
  /** The objective's name. */
  objective: string;
}

/**
 * A broken promise, in the words that people are told.
 *
 * @public
 */
export interface NoticeBreach extends NoticeSubject {
  /** The worst of this one and of what it affects. */
  severity: Criticality;
  /** As the entity claims them; may be empty. */
  datasets: string[];
  /** What was promised, in words. */
  promise: string;
  /** What was observed, in words, such as `The data is 12 h old; promised is at most 6 h.` */
  observed: string;
  /** When the target began to be missed; ISO 8601. */
  since: string;
  /** A link. */
  runbook?: string;
  /**
   * What these recipients answer for and what is out of target in
   * consequence: they are not told of it apart.
   */
  affects: NoticeSubject[];
}

/**
 * What some people are told at once: the promises that were broken within half
 * a minute and that concern exactly these people.
 *
 * @public
 */
export interface Notice {
  /** The same when the notice is sent again after a crash. */
  id: string;
  /** Refs of users and groups, sorted. */
  recipients: string[];
  /** At least one, the most severe first. */
  breaches: NoticeBreach[];
}

/**
 * Tells people what they should know.
 *
 * @public
 */
export interface Notifier {
  /** Kebab-case, unique in the installation. */
  id: string;
  /**
   * Tells of broken promises. After a crash, or when another notifier failed, it may be
   * asked to send the same notice again.
   *
   * @throws Error when the notice was not sent: it is then sent again later.
   */
  notify(notice: Notice): Promise<void>;
  /**
   * Sends a message, on the same conditions.
   *
   * @throws Error when the message was not sent: it is then sent again later.
   */
  send(message: Message): Promise<void>;
}
