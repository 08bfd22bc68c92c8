import { NewLedgerEntry } from '../prepareEntry';

/** A record that a test knows again by its number. */
export function recordOf(number: number | string): NewLedgerEntry {
  return {
    actor: 'user:default/signer',
    action: 'handoff.item.signed',
    subject: 'dataproduct:default/orders',
    payload: { number, comment: 'As "agreed"\\ \u20ac \ud83d\ude00\u2028' },
  };
}
