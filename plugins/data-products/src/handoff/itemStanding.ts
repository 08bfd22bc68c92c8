import { HandoffItem } from '@handoff/backstage-plugin-data-products-common';

/** How an item stands to a reader, who is told of what was signed once and why it no longer counts. */
export type ItemStanding = HandoffItem['state'] | 'lapsed' | 'expired';

/** A waiting item is called lapsed or expired after the latest signature that was valid once. */
export function itemStanding(item: HandoffItem): ItemStanding {
  if (item.state !== 'waiting') {
    return item.state;
  }
  const last = item.signatures
    .filter(({ standing }) => standing !== 'superseded')
    .at(-1);
  return last?.standing === 'lapsed' || last?.standing === 'expired'
    ? last.standing
    : 'waiting';
}
