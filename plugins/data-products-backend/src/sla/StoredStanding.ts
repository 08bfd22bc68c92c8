import {
  Carry,
  evaluateObjective,
  moveWindows,
  Objective,
  ObjectiveStanding,
  WindowTallies,
} from '@handoff/backstage-plugin-data-products-common';
import { unpackCarry, unpackWindows } from './packing';

/** What is stored of how an objective stands. */
export interface StoredStanding {
  objectiveId: number;
  entityRef: string;
  objective: Objective;
  /** Absent before the first evaluation. */
  standing?: ObjectiveStanding;
  carry?: Carry;
  windows?: WindowTallies;
}

/** A row of the table of objectives, as far as it tells. */
export interface StandingRow {
  objective_id: number;
  entity_ref: string;
  document: string;
  status: string | null;
  carry: string | null;
  windows: string | null;
}

/** The columns that {@link toStoredStanding} takes. */
export const STANDING_COLUMNS = [
  'objective_id',
  'entity_ref',
  'document',
  'status',
  'carry',
  'windows',
] as const;

export function toStoredStanding(row: StandingRow): StoredStanding {
  return {
    objectiveId: row.objective_id,
    entityRef: row.entity_ref,
    objective: JSON.parse(row.document),
    standing: row.status === null ? undefined : JSON.parse(row.status),
    carry: row.carry === null ? undefined : unpackCarry(row.carry),
    windows: row.windows === null ? undefined : unpackWindows(row.windows),
  };
}

/**
 * The time for which a standing is told: what time changes about it is left to
 * the next evaluation, which opens and closes breaches with it.
 *
 * @param now - epoch ms
 */
export function toldAt({ standing }: StoredStanding, now: number): number {
  return standing?.validUntil === undefined
    ? now
    : Math.min(now, Date.parse(standing.validUntil) - 1);
}

/**
 * How an objective stands at a time, in a sentence. It reads nothing, so that
 * a share of the window may be that of the last evaluation.
 *
 * @param now - epoch ms
 */
export function describeStanding(stored: StoredStanding, now: number): string {
  const { objective, carry, windows } = stored;
  const at = toldAt(stored, now);
  const moved =
    windows && carry && (moveWindows(objective, windows, carry, at) ?? windows);
  return evaluateObjective(objective, moved, carry, at).reason;
}
