import { LedgerEntry } from './LedgerEntry';

/** A line as it stands, with what is needed to check it. */
export interface LedgerLineParts
  extends Pick<
    LedgerEntry,
    'seq' | 'at' | 'payload' | 'payloadHash' | 'prevHash' | 'hash'
  > {
  /** What `hash` is made over, but for the brace at its end. */
  bound: string;
}

const TIME = 24;
const HASH = 64;

/**
 * Splits a line of `formatLedgerLine` at its fixed parts, without making
 * objects of its texts: there are millions of lines.
 *
 * A quote inside of a text is escaped, so that `,"at":"` and its like are
 * found nowhere in a text. Whatever else is not in order is no content that
 * was hashed.
 *
 * @returns `undefined` when it is not of that form
 */
export function splitLedgerLine(line: string): LedgerLineParts | undefined {
  if (!line.startsWith('{"action":"') || !line.endsWith('}')) {
    return undefined;
  }
  let place = line.indexOf(',"at":"', 10);
  /** Steps over a part that is always the same. */
  const pass = (fixed: string) => {
    const isThere = place >= 0 && line.startsWith(fixed, place);
    place = isThere ? place + fixed.length : -1;
  };
  /** Steps over a value of fixed length. */
  const take = (length: number) => {
    const start = place;
    if (place >= 0) {
      place += length;
    }
    return start;
  };
  pass(',"at":"');
  const at = take(TIME);
  pass('","payloadHash":"');
  const payloadHash = take(HASH);
  pass('","prevHash":"');
  const prevHash = take(HASH);
  pass('","seq":');
  const seq = place;
  place = line.indexOf(',', place);
  const seqEnd = place;
  pass(',"subject":"');
  if (place < 0) {
    return undefined;
  }
  place = line.indexOf(',"hash":"', place);
  const boundEnd = place;
  pass(',"hash":"');
  const hash = take(HASH);
  pass('"');
  const end = place;
  pass(',"payload":{');
  const hasPayload = place >= 0;
  if (end < 0 || (!hasPayload && end !== line.length - 1)) {
    return undefined;
  }
  return {
    bound: line.slice(0, boundEnd),
    at: line.slice(at, at + TIME),
    payloadHash: line.slice(payloadHash, payloadHash + HASH),
    prevHash: line.slice(prevHash, prevHash + HASH),
    seq: Number(line.slice(seq, seqEnd)),
    hash: line.slice(hash, hash + HASH),
    payload: hasPayload ? line.slice(place - 1, -1) : undefined,
  };
}
