import {
  changeSearch,
  WAITING_KINDS,
  WaitingItem,
  WaitingKind,
} from '@handoff/backstage-plugin-data-products-common';

/** How many wait of each kind that there is any of, in a fixed order. */
export function countKinds(
  items: readonly WaitingItem[],
): { kind: WaitingKind; count: number }[] {
  return WAITING_KINDS.map(kind => ({
    kind,
    count: items.filter(item => item.kind === kind).length,
  })).filter(({ count }) => count > 0);
}

/** The kind that an address asks for; `undefined` for all. */
export function readKind(search: URLSearchParams): WaitingKind | undefined {
  const asked = search.get('kind');
  return WAITING_KINDS.find(kind => kind === asked);
}

/** Where on the page of its entity something is done, without the page itself. */
export function placeOf(item: WaitingItem): string {
  switch (item.kind) {
    case 'sign-off':
      return `/sign-offs#${item.handoffId}/${item.item.id}`;
    case 'completion':
      return '/sign-offs';
    case 'agreement':
    case 'breach':
      return `/sla#${item.agreementId}`;
    case 'change':
      return `/changes?${changeSearch(item.change.id)}`;
    default:
      return `#${item.waiverId}`;
  }
}
