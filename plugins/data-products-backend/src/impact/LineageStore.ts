import {
  canonicalJson,
  DatasetEdge,
  ImpactInput,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { inList, insertRows, nextRevision } from '../database';
import { sha256 } from '../ledger/sha256';

const PAGE_SIZE = 5_000;

/** Keeps which datasets are made of which, and what follows for entities. */
export class LineageStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new LineageStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Keeps what was reported; what is known already was seen again. */
  async save(edges: readonly DatasetEdge[], now: Date): Promise<void> {
    const time = now.toISOString();
    const rows = new Map(
      edges.map(({ from, to }) => {
        const document = canonicalJson({ from: [...from], to: [...to] });
        const key = sha256(document);
        return [key, [key, document, time]];
      }),
    );
    await insertRows(
      this.#knex,
      'lineage_edge',
      { key: 'text', document: 'text', last_seen: 'text' },
      // In one order, so that two reports do not wait for each other.
      [...rows.values()].sort(([a], [b]) => (a < b ? -1 : 1)),
      { replace: 'key' },
    );
  }

  /** All that is known, in pages. */
  async *listEdges(): AsyncGenerator<DatasetEdge[]> {
    let after = '';
    for (;;) {
      const rows: { key: string; document: string }[] = await this.#knex(
        'lineage_edge',
      )
        .select('key', 'document')
        .where('key', '>', after)
        .orderBy('key')
        .limit(PAGE_SIZE);
      if (rows.length) {
        yield rows.map(({ document }) => JSON.parse(document));
        after = rows[rows.length - 1].key;
      }
      if (rows.length < PAGE_SIZE) {
        return;
      }
    }
  }

  /** Forgets what no pipeline has reported since. */
  async forget(before: Date): Promise<void> {
    await this.#knex('lineage_edge')
      .where('last_seen', '<', before.toISOString())
      .delete();
  }

  /**
   * Brings what entities depend on by lineage in line with what was found.
   *
   * @returns of how many entities it is another thing than before.
   */
  async replaceInputs(
    inputs: ReadonlyMap<string, readonly ImpactInput[]>,
  ): Promise<number> {
    return this.#knex.transaction(async tx => {
      const stored: { entity_ref: string; inputs: string }[] = await tx(
        'impact_lineage',
      ).select('entity_ref', 'inputs');
      const known = new Map(stored.map(row => [row.entity_ref, row.inputs]));
      const changed = [...inputs]
        .map(([ref, found]) => [ref, JSON.stringify(found)] as const)
        .filter(([ref, document]) => known.get(ref) !== document);
      const gone = [...known.keys()].filter(ref => !inputs.has(ref));
      const refs = [...changed.map(([ref]) => ref), ...gone];
      if (!refs.length) {
        return 0;
      }
      // Before everything else, as all who write what is read by revision do.
      const revision = await nextRevision(tx);
      await insertRows(
        tx,
        'impact_lineage',
        { entity_ref: 'text', inputs: 'text' },
        changed,
        { replace: 'entity_ref' },
      );
      await tx('impact_lineage')
        .whereIn('entity_ref', inList(tx, 'text', gone))
        .delete();
      await tx('impact_node')
        .whereIn('entity_ref', inList(tx, 'text', refs))
        .update({ revision });
      return refs.length;
    });
  }
}
