import {
  canonicalJson,
  ChecklistInForce,
  CheckSet,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { isPostgres } from '../database';
import { durableTransaction, LedgerStore, NewLedgerEntry } from '../ledger';
import { sha256 } from '../ledger/sha256';

/**
 * Records in the ledger which checks and checklists are in force, when they
 * are others than those that the ledger knows. Called at every start, on every
 * replica.
 */
export async function recordConfigChanges(
  knex: Knex,
  ledger: LedgerStore,
  inForce: { checkSet: CheckSet; checklists: readonly ChecklistInForce[] },
  now: Date,
): Promise<void> {
  const { checkSet, checklists } = inForce;
  const entries: NewLedgerEntry[] = [
    {
      actor: 'config',
      action: 'checks.changed',
      subject: 'config/checks',
      payload: {
        fingerprint: sha256(checkSet.fingerprint),
        checks: checkSet.checks.map(({ id, origin, severity, weight }) => ({
          id,
          origin,
          severity,
          weight,
        })),
      },
    },
    {
      actor: 'config',
      action: 'checklists.changed',
      subject: 'config/checklists',
      payload: {
        fingerprint: sha256(canonicalJson(checklists)),
        checklists: checklists.map(({ id, version, origin }) => ({
          id,
          version,
          origin,
        })),
      },
    },
  ];
  await durableTransaction(knex, async tx => {
    if (isPostgres(tx)) {
      // Replicas that start together record a change once.
      await tx.raw('select 1 from ledger_head where id = 1 for update');
    }
    const changed: NewLedgerEntry[] = [];
    for (const entry of entries) {
      const known = await tx('ledger_entry')
        .where({ subject: entry.subject, action: entry.action })
        .orderBy('seq', 'desc')
        .first('payload');
      const before = known && JSON.parse(known.payload).fingerprint;
      if (before !== entry.payload.fingerprint) {
        changed.push(entry);
      }
    }
    await ledger.append(tx, changed, now);
  });
}
