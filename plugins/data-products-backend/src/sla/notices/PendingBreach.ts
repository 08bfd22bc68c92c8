import { Objective } from '@handoff/backstage-plugin-data-products-common';

/** An open breach, as far as telling people of it is concerned. */
export interface PendingBreach {
  breachId: number;
  objectiveId: number;
  entityRef: string;
  objective: Objective;
  /** The promise in words, as it was when it was broken. */
  promise: string;
  /** What was observed, in words. */
  observed: string;
  /** ISO 8601. */
  since: string;
  /** Epoch ms. */
  openedAt: number;
  /** Refs of who answers for it. */
  responsible: string[];
}

/** What people are told of an entity beside the breach. */
export interface SubjectFacts {
  title: string;
  datasets: string[];
  runbook?: string;
}

/** That somebody was told of a breach. */
export interface Told {
  breachId: number;
  objectiveId: number;
  ref: string;
  /** Epoch ms. */
  at: number;
}
