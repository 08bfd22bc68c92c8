import { describeRef } from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { inList } from '../database';
import { Listing } from './CollectedEvidence';

/**
 * What teams, people, data products and decision paths are called: their
 * titles, and words for those that have none.
 */
export async function readTitles(
  knex: Knex,
  refs: readonly string[],
): Promise<(ref: string) => string> {
  if (!refs.length) {
    return describeRef;
  }
  const wanted = inList(knex, 'text', refs);
  const teams: { ref: string; title: string }[] = await knex('team')
    .select('ref', 'title')
    .whereIn('ref', wanted);
  const people: typeof teams = await knex('person')
    .select('ref', 'title')
    .whereIn('ref', wanted);
  const listings: { entity_ref: string; document: string }[] = await knex(
    'listing',
  )
    .join('evidence', 'evidence.entity_id', 'listing.entity_id')
    .select('evidence.entity_ref', 'listing.document')
    .whereIn('evidence.entity_ref', wanted);
  const titles = new Map([
    ...[...teams, ...people].map(({ ref, title }) => [ref, title] as const),
    ...listings.map(
      ({ entity_ref, document }) =>
        [entity_ref, (JSON.parse(document) as Listing).title] as const,
    ),
  ]);
  return ref => titles.get(ref) ?? describeRef(ref);
}
