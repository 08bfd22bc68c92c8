import {
  Objective,
  objectiveKey,
  Promises,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { inList, insertRows, recordset } from '../database';
import { forgetDue, makeDue } from './dueObjectives';
import { ObjectiveDocuments } from './ObjectiveDocuments';
import { DAY_MS } from './ObservationDay';
import { lockObjectives } from './ObservationStore';

/** An objective that is promised now. */
export interface PromisedObjective {
  objectiveId: number;
  entityRef: string;
  objective: Objective;
  /** The time of the latest observation that is filed, epoch ms; absent before the first. */
  observedThrough?: number;
}

/**
 * Stores what entities promise, in the transaction in which their evidence is
 * stored. An objective whose judging changed is judged anew from what is kept
 * of its observations; one that is no longer promised keeps its past.
 *
 * @returns the entities that promise nothing any more.
 */
export async function savePromises(
  tx: Knex.Transaction,
  entries: readonly { entityRef: string; promises: Promises }[],
  now: Date,
): Promise<string[]> {
  await insertRows(
    tx,
    'promise',
    { entity_ref: 'text', document: 'text' },
    entries.map(({ entityRef, promises }) => [
      entityRef,
      JSON.stringify(promises),
    ]),
    { replace: 'entity_ref' },
  );
  const refs = entries.map(({ entityRef }) => entityRef);
  const stored: {
    objective_id: number;
    entity_ref: string;
    name: string;
    document: string;
    judged_by: string;
    retired: boolean | number;
  }[] = await tx('objective')
    .select(
      'objective_id',
      'entity_ref',
      'name',
      'document',
      'judged_by',
      'retired',
    )
    .whereIn('entity_ref', inList(tx, 'text', refs));
  await lockObjectives(
    tx,
    stored.map(({ objective_id }) => objective_id),
  );
  const known = new Map(
    stored.map(row => [keyOf(row.entity_ref, row.name), row]),
  );
  const promised = entries.flatMap(({ entityRef, promises }) =>
    promises.objectives.map(objective => ({ entityRef, objective })),
  );
  const wanted = new Set(
    promised.map(({ entityRef, objective }) =>
      keyOf(entityRef, objective.name),
    ),
  );

  const added = promised.filter(
    ({ entityRef, objective }) => !known.has(keyOf(entityRef, objective.name)),
  );
  await insertRows(
    tx,
    'objective',
    {
      entity_ref: 'text',
      name: 'text',
      document: 'text',
      judged_by: 'text',
      retired: 'boolean',
    },
    added.map(({ entityRef, objective }) => [
      entityRef,
      objective.name,
      JSON.stringify(objective),
      objectiveKey(objective),
      false,
    ]),
  );
  const addedIds: number[] = added.length
    ? await tx('objective')
        .whereIn(
          'entity_ref',
          inList(
            tx,
            'text',
            added.map(({ entityRef }) => entityRef),
          ),
        )
        .whereNotIn(
          'objective_id',
          inList(
            tx,
            'integer',
            stored.map(({ objective_id }) => objective_id),
          ),
        )
        .pluck('objective_id')
    : [];

  const changed = promised.flatMap(({ entityRef, objective }) => {
    const row = known.get(keyOf(entityRef, objective.name));
    const document = JSON.stringify(objective);
    return row && (row.document !== document || row.retired)
      ? [{ row, document, judgedBy: objectiveKey(objective) }]
      : [];
  });
  if (changed.length) {
    await tx.raw(
      `update objective set document = t.document, edition = objective.edition + 1,
         judged_by = t.judged_by, retired = ?,
         windows = null,
         stale_from = case when t.judged_anew then
           (select min(day) from observation_day d
            where d.objective_id = objective.objective_id and d.observations is not null)
           else objective.stale_from end
       from ? as t where objective.objective_id = t.objective_id`,
      [
        false,
        recordset(
          tx,
          {
            objective_id: 'integer',
            document: 'text',
            judged_by: 'text',
            judged_anew: 'boolean',
          },
          changed.map(({ row, document, judgedBy }) => [
            row.objective_id,
            document,
            judgedBy,
            row.judged_by !== judgedBy,
          ]),
        ),
      ],
    );
  }
  await makeDue(
    tx,
    [...addedIds, ...changed.map(({ row }) => row.objective_id)],
    now.getTime(),
  );
  const gone = stored
    .filter(row => !row.retired && !wanted.has(keyOf(row.entity_ref, row.name)))
    .map(row => row.objective_id);
  if (gone.length) {
    await tx('objective')
      .whereIn('objective_id', inList(tx, 'integer', gone))
      .update({ retired: true, status: null });
    await forgetDue(tx, gone);
    return handOnAnew(tx, [
      ...new Set(
        stored
          .filter(row => gone.includes(row.objective_id))
          .map(row => row.entity_ref),
      ),
    ]);
  }
  return [];
}

/**
 * Has what is left of entities' promises handed on to readiness again, which
 * then no longer knows of those that are gone.
 *
 * @returns the entities of which nothing is left.
 */
async function handOnAnew(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
): Promise<string[]> {
  const left: string[] = await tx('objective')
    .where({ retired: false })
    .whereIn('entity_ref', inList(tx, 'text', entityRefs))
    .distinct('entity_ref')
    .pluck('entity_ref');
  const ofThem = tx('objective')
    .where({ retired: false })
    .whereIn('entity_ref', inList(tx, 'text', left));
  await ofThem.clone().update({ status: null });
  await makeDue(tx, await ofThem.pluck('objective_id'), 0);
  return entityRefs.filter(ref => !left.includes(ref));
}

/** Forgets the promises of entities that left; what was observed is kept. */
export async function removePromises(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
): Promise<void> {
  const refs = inList(tx, 'text', entityRefs);
  const ids: number[] = await tx('objective')
    .whereIn('entity_ref', refs)
    .pluck('objective_id');
  await lockObjectives(tx, ids);
  await tx('promise').whereIn('entity_ref', refs).delete();
  await tx('objective')
    .whereIn('entity_ref', refs)
    .update({ retired: true, status: null });
  await forgetDue(tx, ids);
}

/**
 * The objectives of entities, in no order.
 *
 * @param documents - of who asks again and again
 */
export async function listObjectives(
  knex: Knex,
  entityRefs: readonly string[],
  documents = new ObjectiveDocuments(),
): Promise<PromisedObjective[]> {
  const rows = await knex('objective')
    .select('objective_id', 'entity_ref', 'edition', 'observed_through')
    .where({ retired: false })
    .whereIn('entity_ref', inList(knex, 'text', entityRefs));
  const objectives = await documents.read(knex, rows);
  return rows.map((row, index) => ({
    objectiveId: row.objective_id,
    entityRef: row.entity_ref,
    objective: objectives[index],
    observedThrough:
      row.observed_through === null ? undefined : Number(row.observed_through),
  }));
}

/** The first day of which observations may be kept. */
export function firstDayKept(now: number, retentionMs: number): number {
  return Math.floor((now - retentionMs) / DAY_MS);
}

function keyOf(entityRef: string, name: string): string {
  return `${entityRef} ${name}`;
}
