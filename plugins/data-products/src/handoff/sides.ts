import {
  describeRef,
  HandoffDetail,
  HandoffItem,
} from '@handoff/backstage-plugin-data-products-common';

type Party = HandoffItem['waitingOn'][number];

/** A user or group, as people call it. */
export function nameOfParty(party: Party): string {
  return party.title ?? describeRef(party.ref);
}

/** What the side that answers for an item is called. */
export function sideOf(handoff: HandoffDetail, item: HandoffItem): string {
  const side = handoff.sides.find(
    ({ responsible }) => responsible === item.responsible,
  );
  return (
    side?.title ??
    handoff.checklist.sides?.[item.responsible] ??
    describeRef(item.responsible)
  );
}

/** The items by who answers for them, in the order of the checklist. */
export function groupBySide(
  handoff: HandoffDetail,
): { responsible: string; title: string; items: HandoffItem[] }[] {
  const responsibles = [
    ...new Set(handoff.items.map(({ responsible }) => responsible)),
  ];
  return responsibles.map(responsible => {
    const items = handoff.items.filter(
      item => item.responsible === responsible,
    );
    return { responsible, title: sideOf(handoff, items[0]), items };
  });
}
