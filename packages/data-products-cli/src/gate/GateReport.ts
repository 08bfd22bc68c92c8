import {
  ContractDifference,
  GateAnswer,
} from '@handoff/backstage-plugin-data-products-common';

/** What is told of a change, in any form. */
export interface GateReport {
  entityRef: string;
  /** Whether it may go on. */
  verdict: GateAnswer['verdict'];
  /** Absent when only the contracts were compared. */
  changeId?: string;
  reasons: GateReason[];
  difference?: ContractDifference;
  /** Absent when only the contracts were compared. */
  affected?: GateAnswer['affected'];
  /** Until when it may be relied upon, ISO 8601. */
  expiresAt?: string;
}

/** Something that stands against a change, or that should be known. */
export interface GateReason {
  rule: string;
  /** `warn` and what is overridden do not block. */
  blocks: boolean;
  message: string;
  /** Names of those who can do something about it. */
  whoseTurn: string[];
  how: string;
}

/** In the order in which they should be read. */
export function breakingChanges({ difference }: GateReport) {
  return (difference?.changes ?? []).filter(
    change => change.class === 'breaking',
  );
}

export const VERDICT_WORDS = {
  pass: 'passes the gate',
  'pass-with-override': 'passes the gate by an override',
  blocked: 'is blocked by the gate',
} as const;
