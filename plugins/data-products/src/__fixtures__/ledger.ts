import { generateKeyPairSync, KeyObject, sign } from 'node:crypto';
import {
  canonicalJson,
  chainEntry,
  EMPTY_CHAIN,
  formatCheckpoint,
  formatLedgerLine,
  formatNoteKey,
  formatSignedNote,
  LedgerCheckpoint,
  LedgerEntry,
  LedgerList,
  LedgerRecord,
} from '@handoff/backstage-plugin-data-products-common';
import { sha256 } from '../ledger/sha256';

const ORIGIN = 'portal.example.com/ledger';
const TAKEN_AT = '2026-11-21T09:00:00.000Z';

/** Who signs checkpoints. */
export interface LedgerSigner {
  pem: string;
  publicKey: Uint8Array;
  privateKey: KeyObject;
}

/** A key of its own. */
export function makeSigner(): LedgerSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  return {
    pem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    publicKey: Uint8Array.from(spki.subarray(-32)),
    privateKey,
  };
}

const signer = makeSigner();
/** The public key of the portal. */
export const portalKey = signer.pem;

const RECORDS = [
  {
    actor: 'config',
    action: 'checks.changed',
    subject: 'config/checks',
    payload: { checks: [], salt: 'a' },
  },
  {
    actor: 'user:default/ada',
    action: 'handoff.requested',
    subject: 'dataproduct:default/customer-360',
    payload: {
      release: '2.4.0',
      checklist: 'product-to-production',
      salt: 'b',
    },
  },
  {
    actor: 'user:default/ruth',
    action: 'handoff.item.signed',
    subject: 'dataproduct:default/customer-360',
    payload: {
      release: '2.4.0',
      decision: 'reject',
      comment: 'Too many readers.',
      fingerprint: 'b'.repeat(64),
      responsible: 'group:default/customer-data',
      evidence: { link: 'https://wiki.example.com/review' },
      salt: 'c',
    },
  },
  {
    actor: 'user:default/ruth',
    action: 'waiver.approved',
    subject: 'dataproduct:default/secret',
    payload: { check: 'drill', until: '2026-12-12T00:00:00.000Z', salt: 'd' },
  },
];

/** The first records over and over, one a second. */
export function makeEntries(size: number): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  let head = EMPTY_CHAIN;
  for (let seq = 1; seq <= size; seq++) {
    const { payload, ...record } = RECORDS[(seq - 1) % RECORDS.length];
    const entry = chainEntry(
      head,
      {
        ...record,
        at: new Date(Date.parse(TAKEN_AT) + 1000 * seq).toISOString(),
        payload: canonicalJson(payload),
      },
      sha256,
    );
    entries.push(entry);
    head = { size: seq, hash: entry.hash, at: entry.at };
  }
  return entries;
}

/** As the portal answers it; the last of the entries is its head. */
export function makeCheckpoint(
  entries: readonly LedgerEntry[],
  { publicKey, privateKey } = signer,
): LedgerCheckpoint {
  const { hash } = entries[entries.length - 1];
  const size = entries.length;
  const key = { name: ORIGIN, publicKey };
  const text = formatCheckpoint({
    origin: ORIGIN,
    size,
    hash,
    takenAt: TAKEN_AT,
  });
  const signature = sign(undefined, Buffer.from(text), privateKey);
  return {
    note: formatSignedNote(text, key, signature, sha256),
    size,
    hash,
    takenAt: TAKEN_AT,
    publicKey: { verifier: formatNoteKey(key, sha256), pem: portalKey },
  };
}

/** A page with all of them, for a reader who may not read one of the subjects. */
export function makeList(entries: readonly LedgerEntry[]): LedgerList {
  return {
    items: entries.map(toRecord).reverse(),
    head: { size: entries.length, hash: entries[entries.length - 1].hash },
    pageInfo: {},
  };
}

/** An export, as it comes over the network. */
export function makeStream(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
}

/** The file that an export is. */
export function toExport(entries: readonly LedgerEntry[]): string {
  return entries.map(entry => `${formatLedgerLine(entry)}\n`).join('');
}

/** As the export has it for a reader who may not read one of the subjects. */
export function withheld(entry: LedgerEntry): LedgerEntry {
  return entry.subject === 'dataproduct:default/secret'
    ? { ...entry, payload: undefined }
    : entry;
}

/** What there is, unless a test says otherwise. */
export const ledgerEntries = makeEntries(RECORDS.length);

function toRecord(entry: LedgerEntry): LedgerRecord {
  const { payload, ...rest } = withheld(entry);
  return { ...rest, payload: payload && JSON.parse(payload) };
}
