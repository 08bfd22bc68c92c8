import {
  canonicalJson,
  DatasetEdge,
  LineageInput,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { inList, insertRows, nextRevision } from '../database';
import { sha256 } from '../ledger/sha256';

const PAGE_SIZE = 5_000;

/** A {@link LineageInput} that names columns, with since when it does. */
export type StoredLineageInput = LineageInput & {
  /** ISO 8601. Absent where any column may be read. */
  since?: string;
};

/** What a job tells of an edge. */
type Told = Pick<DatasetEdge, 'reads' | 'besides'>;

/** Keeps which datasets are made of which, and what follows for entities. */
export class LineageStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new LineageStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Keeps what was reported; what is known already was seen again. Which
   * columns a job reads is what its newest run says, in whatever order reports
   * arrive.
   */
  async save(edges: readonly DatasetEdge[], now: Date): Promise<void> {
    const time = now.toISOString();
    const edgeRows = new Map<string, string[]>();
    const readRows = new Map<string, (string | undefined)[]>();
    const reportedAt = new Map<string, string>();
    for (const edge of edges) {
      const { from, to, reads, besides, job = '', at = time } = edge;
      const document = canonicalJson({ from: [...from], to: [...to] });
      const edgeKey = sha256(document);
      edgeRows.set(edgeKey, [edgeKey, document, time]);
      const key = sha256(canonicalJson([edgeKey, job]));
      // A clock that is ahead must not keep what is true later from counting.
      const reported = at < time ? at : time;
      if (reported >= (reportedAt.get(key) ?? '')) {
        reportedAt.set(key, reported);
        readRows.set(key, [
          key,
          edgeKey,
          reads && JSON.stringify(reads),
          besides && JSON.stringify(besides),
          reported,
          time,
        ]);
      }
    }
    await this.#knex.transaction(async tx => {
      await insertRows(
        tx,
        'lineage_edge',
        { key: 'text', document: 'text', last_seen: 'text' },
        inOrder(edgeRows),
        { replace: 'key' },
      );
      await insertRows(
        tx,
        'lineage_reads',
        {
          key: 'text',
          edge_key: 'text',
          read_columns: 'text',
          besides: 'text',
          reported_at: 'text',
          last_seen: 'text',
        },
        inOrder(readRows),
        { replace: 'key', unlessNewer: 'reported_at' },
      );
    });
  }

  /** All that is known, in pages: an edge for each job that reported it. */
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
        const last = rows[rows.length - 1].key;
        const told = await this.#toldBetween(after, last);
        yield rows.flatMap(({ key, document }) => {
          const edge: DatasetEdge = JSON.parse(document);
          return told.get(key)?.map(each => ({ ...edge, ...each })) ?? [edge];
        });
        after = last;
      }
      if (rows.length < PAGE_SIZE) {
        return;
      }
    }
  }

  /** What each job tells, by the edge. */
  async #toldBetween(
    after: string,
    last: string,
  ): Promise<Map<string, Told[]>> {
    const rows: {
      edge_key: string;
      read_columns: string | null;
      besides: string | null;
    }[] = await this.#knex('lineage_reads')
      .select('edge_key', 'read_columns', 'besides')
      .where('edge_key', '>', after)
      .where('edge_key', '<=', last);
    const told = new Map<string, Told[]>();
    for (const { edge_key, read_columns, besides } of rows) {
      told.set(edge_key, [
        ...(told.get(edge_key) ?? []),
        {
          ...(read_columns !== null && { reads: JSON.parse(read_columns) }),
          ...(besides !== null && { besides: JSON.parse(besides) }),
        },
      ]);
    }
    return told;
  }

  /** Forgets what no pipeline has reported since. */
  async forget(before: Date): Promise<void> {
    for (const table of ['lineage_reads', 'lineage_edge']) {
      await this.#knex(table)
        .where('last_seen', '<', before.toISOString())
        .delete();
    }
  }

  /**
   * Brings what entities depend on by lineage in line with what was found.
   * Since when it names the same columns is kept.
   *
   * @returns of how many entities it is another thing than before.
   */
  async replaceInputs(
    inputs: ReadonlyMap<string, readonly LineageInput[]>,
    now: Date,
  ): Promise<number> {
    return this.#knex.transaction(async tx => {
      const stored: { entity_ref: string; inputs: string }[] = await tx(
        'impact_lineage',
      ).select('entity_ref', 'inputs');
      const known = new Map(stored.map(row => [row.entity_ref, row.inputs]));
      const changed = [...inputs]
        .map(
          ([ref, found]) =>
            [
              ref,
              JSON.stringify(withSince(found, known.get(ref), now)),
            ] as const,
        )
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

function withSince(
  found: readonly LineageInput[],
  known: string | undefined,
  now: Date,
): StoredLineageInput[] {
  const before = new Map(
    (JSON.parse(known ?? '[]') as StoredLineageInput[]).map(
      ({ since, ...input }) => [JSON.stringify(input), since],
    ),
  );
  return found.map(input => ({
    ...input,
    ...(input.reads && {
      since: before.get(JSON.stringify(input)) ?? now.toISOString(),
    }),
  }));
}

/** In one order, so that two reports do not wait for each other. */
function inOrder<Row>(rows: ReadonlyMap<string, Row>): Row[] {
  return [...rows.keys()].sort().map(key => rows.get(key)!);
}
