import { gzipSync } from 'node:zlib';
import { trimDbtUpload } from '@handoff/backstage-plugin-data-products-common';
import { InputFile, InputItem, Kind } from './InputFile';

/** One request, and what in it came from where. */
export interface Batch {
  kind: Kind;
  path: string;
  contentType: string;
  /** As text; compressed when it is sent. */
  body: string;
  /** In the order in which the server counts them; of dbt, the artifact. */
  items: InputItem[];
}

/** Below what servers and proxies commonly take, uncompressed. */
const MAX_BYTES = 1_000_000;

/** Separators and brackets around an item. */
const OVERHEAD = 2;

const SHAPES: Readonly<
  Record<
    Exclude<Kind, 'dbt'>,
    { contentType: string; join(items: string[]): string }
  >
> = {
  observations: {
    contentType: 'application/x-ndjson',
    join: items => items.map(item => `${item}\n`).join(''),
  },
  openlineage: {
    contentType: 'application/json',
    join: items => `[${items.join(',')}]`,
  },
};

/**
 * Puts items of a file into requests. The same file makes the same requests,
 * so that sending it again is a repetition and counts nothing twice.
 *
 * An artifact of dbt is one request: what is measured of a table comes from
 * all results together.
 *
 * @param size - at most so many items a request
 */
export function makeBatches(
  kind: Kind,
  { path, items }: Pick<InputFile, 'path' | 'items'>,
  options: { size: number; manifest?: unknown },
): Batch[] {
  if (kind === 'dbt') {
    return items.map(item => ({
      kind,
      path,
      contentType: 'application/json',
      body: JSON.stringify(trimDbtUpload([item.value], options.manifest)),
      items: [item],
    }));
  }
  const { contentType, join } = SHAPES[kind];
  const batches: Batch[] = [];
  let texts: string[] = [];
  let held: InputItem[] = [];
  let bytes = 0;
  const close = () => {
    if (held.length) {
      batches.push({
        kind,
        path,
        contentType,
        body: join(texts),
        items: held,
      });
    }
    texts = [];
    held = [];
    bytes = 0;
  };
  for (const item of items) {
    const text = JSON.stringify(item.value);
    const length = Buffer.byteLength(text) + OVERHEAD;
    if (held.length === options.size || bytes + length > MAX_BYTES) {
      close();
    }
    texts.push(text);
    held.push(item);
    bytes += length;
  }
  close();
  return batches;
}

/** The two halves of a request that the server found too large. */
export function splitBatch(batch: Batch): Batch[] {
  const middle = Math.ceil(batch.items.length / 2);
  return makeBatches(batch.kind, batch, { size: middle });
}

/** The body as it goes over the wire. */
export function compress({ body }: Batch): Buffer {
  return gzipSync(body);
}
