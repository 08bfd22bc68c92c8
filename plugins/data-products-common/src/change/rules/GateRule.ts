import { ChangeSilence } from '../../agreement';
import { GateFacts } from './GateFacts';

/**
 * What a rule does: `enforce` blocks, `warn` only tells, `off` says nothing.
 *
 * @public
 */
export const GATE_MODES = ['enforce', 'warn', 'off'] as const;

/**
 * One of {@link GATE_MODES}.
 *
 * @public
 */
export type GateMode = (typeof GATE_MODES)[number];

/**
 * What the rules judge by.
 *
 * @public
 */
export interface GateTerms {
  /** How long parties have to answer, from when they are asked, in ms. */
  answerWithin: number;
  /** What it means when a consumer does not answer in time. */
  silence: ChangeSilence;
}

/**
 * Something that a rule holds against a change.
 *
 * @public
 */
export interface GateFinding {
  /** What is the case, in one sentence. */
  message: string;
  /** Refs of those who can do something about it. */
  whoseTurn: string[];
  /** What they can do, in one sentence. */
  how: string;
  /** Ref of another entity that the message names: not everybody may see it. */
  about?: string;
  /** When time alone ends it, ISO 8601. */
  until?: string;
}

/**
 * A rule of the gate: a pure function of facts, terms and the time.
 *
 * @public
 */
export interface GateRule {
  /** Kebab-case. */
  id: string;
  title: string;
  judge(facts: GateFacts, terms: GateTerms, now: Date): GateFinding[];
}
