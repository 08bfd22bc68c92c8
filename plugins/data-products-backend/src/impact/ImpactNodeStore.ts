import {
  Criticality,
  ImpactInput,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { inList, insertRows, nextRevision } from '../database';
import { StoredLineageInput } from './LineageStore';

const PAGE_SIZE = 2_000;

/** An entity, as far as questions of impact want to know it. */
export interface StoredImpactNode {
  title: string;
  /** Of data products and decision paths, such as `dashboard`. */
  type?: string;
  /** Ref of the first owner. */
  owner?: string;
  /** Of decision paths: what is decided on it. */
  decision?: string;
  /** Of data products and decision paths. */
  criticality?: Criticality;
  inputs: readonly ImpactInput[];
  /**
   * Since when lineage names the columns that are read, ISO 8601, by the
   * inputs of which it is lineage that names them.
   */
  lineageSince?: Readonly<Record<string, string>>;
}

/** What became of one entity. */
export interface ImpactNodeChange {
  entityRef: string;
  /** Absent when the entity is gone. */
  node?: StoredImpactNode;
  revision: number;
}

/**
 * Keeps who depends on what. Data products and decision paths are written with
 * their evidence, all others by the reading of the catalog's relations.
 */
export class ImpactNodeStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new ImpactNodeStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The newest revision, and when the whole catalog was read last. */
  async getHead(): Promise<{ revision: number; readAt?: string }> {
    const { revision, read_at } = await this.#knex('readiness_head')
      .crossJoin('impact_head' as any)
      .first('readiness_head.revision', 'impact_head.read_at');
    return { revision: Number(revision), readAt: read_at ?? undefined };
  }

  /** What changed after a revision, oldest first, in pages. */
  async *listChanges(
    afterRevision: number,
  ): AsyncGenerator<ImpactNodeChange[]> {
    let after: { revision: number; ref?: string } = { revision: afterRevision };
    for (;;) {
      const rows: {
        entity_ref: string;
        document: string | null;
        inputs: string | null;
        revision: number | string;
      }[] = await this.#knex('impact_node')
        .leftJoin(
          'impact_lineage',
          'impact_lineage.entity_ref',
          'impact_node.entity_ref',
        )
        .select('impact_node.*', 'impact_lineage.inputs')
        .whereRaw(
          after.ref === undefined
            ? 'impact_node.revision > ?'
            : '(impact_node.revision, impact_node.entity_ref) > (?, ?)',
          [after.revision, ...(after.ref === undefined ? [] : [after.ref])],
        )
        .orderBy(['impact_node.revision', 'impact_node.entity_ref'])
        .limit(PAGE_SIZE);
      if (rows.length) {
        yield rows.map(({ entity_ref, document, inputs, revision }) => ({
          entityRef: entity_ref,
          node: document === null ? undefined : toNode(document, inputs),
          revision: Number(revision),
        }));
        const last = rows[rows.length - 1];
        after = { revision: Number(last.revision), ref: last.entity_ref };
      }
      if (rows.length < PAGE_SIZE) {
        return;
      }
    }
  }

  /**
   * Brings all that is not kept by evidence in line with what the catalog has.
   *
   * @returns how many entities are new, different or gone.
   */
  async replaceOthers(
    nodes: ReadonlyMap<string, StoredImpactNode>,
    now: Date,
  ): Promise<number> {
    return this.#knex.transaction(async tx => {
      const stored: { entity_ref: string; document: string | null }[] =
        await tx('impact_node')
          .select('entity_ref', 'document')
          .where({ scored: false });
      const documents = new Map(
        stored.map(({ entity_ref, document }) => [entity_ref, document]),
      );
      const changes = new Map<string, StoredImpactNode | undefined>();
      for (const [ref, node] of nodes) {
        if (documents.get(ref) !== JSON.stringify(node)) {
          changes.set(ref, node);
        }
      }
      for (const [ref, document] of documents) {
        if (document !== null && !nodes.has(ref)) {
          changes.set(ref, undefined);
        }
      }
      if (changes.size) {
        await saveImpactNodes(tx, changes, false, await nextRevision(tx));
      }
      await tx('impact_head').update({ read_at: now.toISOString() });
      return changes.size;
    });
  }
}

/**
 * What is declared counts before lineage. Of an input that is declared without
 * its columns, lineage tells them where it is complete.
 */
function toNode(document: string, lineage: string | null): StoredImpactNode {
  const node: StoredImpactNode = JSON.parse(document);
  if (lineage === null) {
    return node;
  }
  const declared = new Set(node.inputs.map(({ ref }) => ref));
  const reported: StoredLineageInput[] = JSON.parse(lineage);
  const lineageSince: Record<string, string> = {};
  const byRef = new Map(reported.map(each => [each.ref, each]));
  const inputs = node.inputs.map(input => {
    const { reads, complete, since } = byRef.get(input.ref) ?? {};
    if (input.kind !== 'dependsOn' || input.reads || !complete || !since) {
      return input;
    }
    lineageSince[input.ref] = since;
    return { ...input, reads };
  });
  for (const { ref, kind, reads, since } of reported) {
    if (!declared.has(ref)) {
      inputs.push({ ref, kind, ...(reads && { reads }) });
      if (since !== undefined) {
        lineageSince[ref] = since;
      }
    }
  }
  return { ...node, inputs, lineageSince };
}

/**
 * Stores what entities depend on, in the transaction in which that changes.
 *
 * @param nodes - by ref; `undefined` for entities that are gone
 * @param scored - whether they are kept by evidence
 */
export async function saveImpactNodes(
  tx: Knex.Transaction,
  nodes: ReadonlyMap<string, StoredImpactNode | undefined>,
  scored: boolean,
  revision: number,
): Promise<void> {
  await insertRows(
    tx,
    'impact_node',
    {
      entity_ref: 'text',
      document: 'text',
      scored: 'boolean',
      revision: 'bigint',
    },
    [...nodes].map(([ref, node]) => [
      ref,
      node && JSON.stringify(node),
      scored,
      revision,
    ]),
    { replace: 'entity_ref' },
  );
}

/** Marks entities that left the catalog as gone. */
export async function removeImpactNodes(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
  revision: number,
): Promise<void> {
  await tx('impact_node')
    .whereIn('entity_ref', inList(tx, 'text', entityRefs))
    .update({ document: null, revision });
}
