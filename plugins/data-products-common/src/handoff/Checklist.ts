import { Lifecycle, ScoredKind } from '../kinds';
import { OwnershipRole } from '../ownership';

/**
 * What must be agreed on before a release goes from one stage to another. A
 * handoff keeps a copy of the checklist that it was opened with.
 *
 * @public
 */
export interface Checklist {
  /** Kebab-case, unique in the installation. */
  id: string;
  /** From 1; raise it with every change that matters to who signs. */
  version: number;
  title: string;
  kind: ScoredKind;
  /** The stage that the release leaves. */
  from: Lifecycle;
  /** The stage that the release enters. */
  to: Lifecycle;
  /** What the sides are called, by `responsible` of the items. */
  sides?: Readonly<Record<string, string>>;
  items: readonly ChecklistItem[];
}

/**
 * Who answers for an item: a role of the entity's ownership map, or the full
 * ref of a group or a user. Whoever has the same `responsible` is one side of
 * the handoff, and nobody signs for two.
 *
 * @public
 */
export type Responsible = OwnershipRole | string;

/** One line of a checklist. @public */
export interface ChecklistItem {
  /** Kebab-case, unique in the checklist. */
  id: string;
  title: string;
  /** What to look at, as an instruction. */
  guidance: string;
  responsible: Responsible;
  /** Whether the handoff waits for it; `false` only asks for an opinion. */
  required: boolean;
  /** Judged by facts in place of signatures. */
  automated?: AutomatedItem;
  /** How many people must approve; of items that are signed. From 1. */
  quorum: number;
  /**
   * Which parts of the content a signature is for: names of `spec`, such as
   * `runbook`, or `contract`. A change elsewhere leaves it valid. All of it
   * when absent.
   */
  covers?: readonly string[];
  /** ISO 8601 duration after which an approval must be renewed. */
  expiresAfter?: string;
}

/**
 * What judges an automated item: a readiness check, or how the promises are
 * kept. `kept`: every one is; `not-broken`: some may be at risk.
 *
 * @public
 */
export type AutomatedItem =
  | { check: string; sla?: undefined }
  | { sla: 'kept' | 'not-broken'; check?: undefined };

/**
 * A checklist as it is answered and shown.
 *
 * @public
 */
export type ChecklistInForce = Checklist & {
  /** Where it comes from: shipped, app-config, or another plugin. */
  origin: 'built-in' | 'config' | 'plugin';
};
