import { JsonValue } from '@backstage/types';
import {
  canonicalJson,
  Change,
  DataProductEntity,
  DecisionPathEntity,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { inList, insertRows } from '../database';
import { sha256 } from '../ledger/sha256';
import {
  ChangeRow,
  isBroughtBy,
  isRolledBackBy,
  Passage,
  ReleaseKey,
  RollbackRow,
  VersionRow,
} from './passage';
import { recordReleaseEvents } from './ReleaseEvents';

/** What is in force of an entity: its release, and its contract. */
export interface CollectedRelease {
  /** The entity's version. */
  version?: string;
  contract?: StoredContract;
}

/** A contract by its content. */
export interface StoredContract {
  /** SHA-256 of the document, lower-case hex. */
  fingerprint: string;
  /** Canonical JSON. */
  document: string;
  /** That the contract gives itself. */
  version?: string;
}

/** What happened around the gate, as the ledger is to hear it. */
export interface AroundGate {
  before: { version?: string; contract?: string };
  after: { version?: string; contract?: string };
}

/** What is in force of an entity, by what the catalog says. */
export function releaseOf(
  entity: DataProductEntity | DecisionPathEntity,
): CollectedRelease {
  return {
    version: entity.spec.version,
    contract:
      entity.kind === 'DataProduct' && entity.spec.contract !== undefined
        ? storedContractOf(entity.spec.contract)
        : undefined,
  };
}

/**
 * A document by its content.
 *
 * @throws Error for numbers that are not finite
 */
export function storedContractOf(document: unknown): StoredContract {
  const text = canonicalJson(document as JsonValue);
  const { version } = (document ?? {}) as { version?: unknown };
  return {
    fingerprint: sha256(text),
    document: text,
    // What PostgreSQL cannot keep is no version.
    version:
      typeof version === 'string' && !version.includes('\0')
        ? version
        : undefined,
  };
}

/** Keeps contracts by their content; those that are known stay as they are. */
export async function saveContracts(
  tx: Knex.Transaction,
  contracts: readonly StoredContract[],
): Promise<void> {
  const byFingerprint = new Map(
    contracts.map(contract => [contract.fingerprint, contract]),
  );
  const known = new Set<string>(
    await tx('contract_document')
      .whereIn('fingerprint', inList(tx, 'text', [...byFingerprint.keys()]))
      .pluck('fingerprint'),
  );
  // Somebody else may have brought the same one meanwhile.
  await insertRows(
    tx,
    'contract_document',
    { fingerprint: 'text', document: 'text', version: 'text' },
    [...byFingerprint.values()]
      .filter(({ fingerprint }) => !known.has(fingerprint))
      .map(({ fingerprint, document, version }) => [
        fingerprint,
        document,
        version,
      ]),
    { replace: 'fingerprint' },
  );
}

/**
 * Keeps what came into force, notices what came without a change that the gate
 * had let pass, and counts what came with one that nobody reported yet. The
 * first that is seen of an entity is where it starts.
 *
 * @param revision - which holds back all other writers
 */
export async function saveReleases(
  tx: Knex.Transaction,
  releases: readonly { entityRef: string; release: CollectedRelease }[],
  revision: number,
  now: Date,
): Promise<void> {
  const refs = inList(
    tx,
    'text',
    releases.map(({ entityRef }) => entityRef),
  );
  const rows: VersionRow[] = await tx('contract_version')
    .whereIn('entity_ref', refs)
    .orderBy('revision');
  const inForce = new Map(rows.map(row => [row.entity_ref, row]));
  const different = releases.filter(({ entityRef, release }) => {
    const current = inForce.get(entityRef);
    return (
      current?.release !== (release.version ?? '') ||
      current.fingerprint !== (release.contract?.fingerprint ?? '')
    );
  });
  if (!different.length) {
    return;
  }
  await saveContracts(
    tx,
    different.flatMap(({ release }) => release.contract ?? []),
  );
  const [known, unknown] = [
    different.filter(({ entityRef }) => inForce.has(entityRef)),
    different.filter(({ entityRef }) => !inForce.has(entityRef)),
  ];
  const time = now.toISOString();
  await insertRows(
    tx,
    'contract_version',
    {
      entity_ref: 'text',
      fingerprint: 'text',
      release: 'text',
      first_seen: 'text',
      current_since: 'text',
      revision: 'bigint',
      around_gate: 'boolean',
    },
    unknown.map(({ entityRef, release }) => [
      entityRef,
      ...Object.values(keyOf(release)),
      time,
      time,
      revision,
      false,
    ]),
  );
  if (!known.length) {
    return;
  }

  const changes: ChangeRow[] = await tx('change')
    .whereIn('entity_ref', refs)
    .whereNot('state', 'withdrawn')
    .orderBy('proposed_at', 'desc');
  const rollbacks: RollbackRow[] = await tx('rollback').whereIn(
    'entity_ref',
    refs,
  );
  for (const { entityRef, release } of known) {
    const before = inForce.get(entityRef)!;
    const after = keyOf(release);
    const passage: Passage = {
      before,
      after,
      history: rows.filter(row => row.entity_ref === entityRef),
      now: time,
    };
    const change = changes.find(
      row => row.entity_ref === entityRef && isBroughtBy(row, passage),
    );
    if (
      change?.state === 'open' &&
      !rows.some(row => row.change_id === change.change_id)
    ) {
      await recordReleaseEvents(tx, [
        {
          kind: 'in-force',
          entityRef,
          at: time,
          change: JSON.parse(change.document) as Change,
          verdict: change.verdict,
          affected: change.affected,
        },
      ]);
    }
    const isRollback = rollbacks.some(
      row => row.entity_ref === entityRef && isRolledBackBy(row, passage),
    );
    const around: AroundGate | undefined =
      change || isRollback
        ? undefined
        : { before: toState(before), after: toState(after) };
    const came = {
      current_since: time,
      revision,
      change_id: change?.change_id ?? null,
    };
    await tx('contract_version')
      .insert({
        entity_ref: entityRef,
        ...after,
        ...came,
        first_seen: time,
        around_gate: around !== undefined,
        unrecorded: around ? JSON.stringify(around) : null,
      })
      .onConflict(['entity_ref', 'fingerprint', 'release'])
      .merge({
        ...came,
        ...(around && {
          around_gate: true,
          unrecorded: JSON.stringify(around),
        }),
      });
  }
}

function keyOf({ version, contract }: CollectedRelease): ReleaseKey {
  return {
    fingerprint: contract?.fingerprint ?? '',
    release: version ?? '',
  };
}

function toState(key: ReleaseKey): AroundGate['before'] {
  return {
    version: key.release || undefined,
    contract: key.fingerprint || undefined,
  };
}
