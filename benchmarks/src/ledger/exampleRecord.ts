import { createHash } from 'node:crypto';
import { NewLedgerEntry } from '@handoff/backstage-plugin-data-products-backend/src/ledger';

/** A signature of an item of a checklist, as the ledger records it. */
export function exampleRecord(number: number): NewLedgerEntry {
  return {
    actor: `user:default/person-${number % 200}`,
    action: 'handoff.item.signed',
    subject: `dataproduct:default/product-${number % 1000}`,
    payload: {
      handoff: `handoff-${number % 5000}`,
      item: 'contract-reviewed',
      release: '2.4.0',
      decision: 'approve',
      comment: 'Grain and keys are as agreed with Finance.',
      fingerprint: createHash('sha256').update(String(number)).digest('hex'),
    },
  };
}
