import {
  Contact,
  contactFor,
  ReachedNode,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { inList } from '../database';
import { StoredOwnership } from '../evidence';

/** So many of each owner are asked for a contact. */
const ASKED_OF_EACH = 3;

/**
 * Whom to ask about a change, by owner: as the nearest of what they own says
 * it. Who is called for incidents is not asked.
 *
 * @param nodes - those that the reader may see, nearest first
 */
export async function nearestContacts(
  knex: Knex,
  nodes: readonly ReachedNode[],
  ownerOf: (ref: string) => string | undefined,
): Promise<Map<string, Contact>> {
  const asked = new Map<string, string[]>();
  for (const { ref } of nodes) {
    const owner = ownerOf(ref);
    if (owner !== undefined && /^(dataproduct|decisionpath):/.test(ref)) {
      const known = asked.get(owner) ?? [];
      if (known.length < ASKED_OF_EACH) {
        asked.set(owner, [...known, ref]);
      }
    }
  }
  const rows: { entity_ref: string; document: string }[] = await knex(
    'ownership',
  )
    .join('evidence', 'evidence.entity_id', 'ownership.entity_id')
    .select('evidence.entity_ref', 'ownership.document')
    .whereIn(
      'evidence.entity_ref',
      inList(knex, 'text', [...asked.values()].flat()),
    );
  const best = new Map(
    rows.map(({ entity_ref, document }) => {
      const { contacts }: StoredOwnership = JSON.parse(document);
      return [
        entity_ref,
        contactFor(
          'change',
          contacts.filter(contact => contact.for !== 'incident'),
        ),
      ];
    }),
  );
  return new Map(
    [...asked].flatMap(([owner, refs]) => {
      const [contact] = refs.flatMap(ref => best.get(ref) ?? []);
      return contact ? [[owner, contact]] : [];
    }),
  );
}
