import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  formatLedgerLine,
  ledgerExportPermission,
  LedgerCheckpoint,
  LedgerList,
  LedgerQuery,
  ledgerReadPermission,
} from '@handoff/backstage-plugin-data-products-common';
import { z } from 'zod';
import { EntityAccess, Readable } from '../access';
import { decodeCursor, encodeCursor } from '../http';
import { CheckpointSigner } from './CheckpointSigner';
import { StoredLedgerEntry } from './ChainTables';
import { LedgerFilter, LedgerStore } from './LedgerStore';

const DEFAULT_LIMIT = 50;

/** Entity refs have a kind; other names, such as `config/checks`, have none. */
const ENTITY_REF = /^[^:/]+:[^:/]+\/[^:/]+$/;

const cursorSchema = z.object({
  filter: z.strictObject({
    subject: z.string().optional(),
    actor: z.string().optional(),
    action: z.string().optional(),
    from: z.string().optional(),
    to: z.string().optional(),
  }),
  before: z.number().int(),
});

/** What auditors ask of the ledger. */
export class LedgerService {
  readonly #store: LedgerStore;
  readonly #signer: CheckpointSigner;
  readonly #access: EntityAccess;

  static create(options: {
    store: LedgerStore;
    signer: CheckpointSigner;
    access: EntityAccess;
  }) {
    return new LedgerService(options);
  }

  private constructor(options: {
    store: LedgerStore;
    signer: CheckpointSigner;
    access: EntityAccess;
  }) {
    this.#store = options.store;
    this.#signer = options.signer;
    this.#access = options.access;
  }

  /** @throws NotAllowedError when the caller may not read the ledger */
  async list(
    query: LedgerQuery,
    credentials: BackstageCredentials,
  ): Promise<LedgerList> {
    await this.#access.authorize(ledgerReadPermission, credentials);
    const { limit = DEFAULT_LIMIT, cursor, ...asked } = query;
    const continued = cursor ? decodeCursor(cursor, cursorSchema) : undefined;
    const filter: LedgerFilter = continued?.filter ?? {
      ...asked,
      from: toUtc(asked.from),
      to: toUtc(asked.to),
    };
    const [readable, head, entries] = await Promise.all([
      this.#access.readableFor(credentials),
      this.#store.getHead(),
      this.#store.list(filter, { before: continued?.before, limit: limit + 1 }),
    ]);
    const shown = entries.slice(0, limit);
    return {
      items: shown.map(({ payload, ...entry }) => ({
        ...entry,
        payload: isPayloadReadable(entry, readable)
          ? JSON.parse(payload)
          : undefined,
      })),
      head: { size: head.size, hash: head.hash },
      pageInfo: {
        nextCursor:
          entries.length > limit
            ? encodeCursor({ filter, before: shown[shown.length - 1].seq })
            : undefined,
      },
    };
  }

  /**
   * The whole ledger as it is now, as lines in pieces of many.
   *
   * @throws NotAllowedError when the caller may not export the ledger
   */
  async export(
    credentials: BackstageCredentials,
  ): Promise<AsyncIterable<string>> {
    await this.#access.authorize(ledgerExportPermission, credentials);
    const readable = await this.#access.readableFor(credentials);
    return linesOf(this.#store.readAll(), readable);
  }

  /** @throws NotAllowedError when the caller may not read the ledger */
  async checkpoint(
    credentials: BackstageCredentials,
  ): Promise<LedgerCheckpoint> {
    await this.#access.authorize(ledgerReadPermission, credentials);
    return this.#signer.sign(await this.#store.getHead(), new Date());
  }
}

async function* linesOf(
  pages: AsyncIterable<StoredLedgerEntry[]>,
  readable: Readable,
): AsyncGenerator<string> {
  for await (const page of pages) {
    const lines = page.map(entry =>
      formatLedgerLine(
        isPayloadReadable(entry, readable)
          ? entry
          : { ...entry, payload: undefined },
      ),
    );
    yield `${lines.join('\n')}\n`;
  }
}

function isPayloadReadable(
  { subject }: { subject: string },
  readable: Readable,
): boolean {
  return !ENTITY_REF.test(subject) || readable.has(subject);
}

/** As entries have it, so that times compare as texts. */
function toUtc(time: string | undefined): string | undefined {
  return time && new Date(time).toISOString();
}
