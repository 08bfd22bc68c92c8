import {
  Change,
  GateVerdict,
  Rollback,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';

/** How something came into force, or went; times are ISO 8601. */
export type ReleaseEvent = { entityRef: string; at: string } & (
  | {
      /**
       * Reported by a pipeline, or seen in the catalog before any report. A
       * change may be both, so figures count changes and not events.
       */
      kind: 'promoted' | 'in-force';
      change: Pick<Change, 'id' | 'proposedAt'>;
      verdict: GateVerdict;
      /** How many entities it affected when it was proposed. */
      affected: number;
    }
  | { kind: 'around-gate' }
  | {
      kind: 'rolled-back';
      rollback: Pick<Rollback, 'changeId' | 'recoverySeconds'>;
    }
);

/**
 * Keeps what figures about changes are made of, in the transactions in which
 * it happens: which share went through the gate, how much each affected, how
 * long it took from proposal to promotion, and how long to recover.
 */
export async function recordReleaseEvents(
  tx: Knex.Transaction,
  events: readonly ReleaseEvent[],
): Promise<void> {
  for (const event of events) {
    await tx('release_event').insert({
      entity_ref: event.entityRef,
      kind: event.kind,
      at: event.at,
      ...figuresOf(event),
    });
  }
}

function figuresOf(event: ReleaseEvent): object {
  switch (event.kind) {
    case 'promoted':
    case 'in-force':
      return {
        change_id: event.change.id,
        verdict: event.verdict,
        affected: event.affected,
        lead_ms: Date.parse(event.at) - Date.parse(event.change.proposedAt),
      };
    case 'rolled-back': {
      const { changeId, recoverySeconds } = event.rollback;
      return {
        change_id: changeId ?? null,
        recovery_ms:
          recoverySeconds === undefined
            ? null
            : Math.round(recoverySeconds * 1_000),
      };
    }
    default:
      return {};
  }
}
