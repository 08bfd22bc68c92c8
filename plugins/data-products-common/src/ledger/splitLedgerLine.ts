import { LedgerEntry } from './LedgerEntry';

/** A line as it stands, with what is needed to check it. */
export interface LedgerLineParts
  extends Pick<LedgerEntry, 'seq' | 'at' | 'payload'> {
  /** What the hash is made over, but for the brace at its end. */
  bound: string;
  /** Where in the line each of its hashes begins. */
  payloadHashAt: number;
  prevHashAt: number;
  hashAt: number;
}

const TIME = 24;
const HASH = 64;

const START = '{"action":"';
const AT = ',"at":"';
const PAYLOAD_HASH = '","payloadHash":"';
const PREV_HASH = '","prevHash":"';
const SEQ = '","seq":';
const SUBJECT = ',"subject":"';
const ENTRY_HASH = ',"hash":"';
const PAYLOAD = '","payload":';

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
  const actorEnd = line.indexOf(AT, START.length - 1);
  const at = actorEnd + AT.length;
  const payloadHash = at + TIME + PAYLOAD_HASH.length;
  const prevHash = payloadHash + HASH + PREV_HASH.length;
  const seq = prevHash + HASH + SEQ.length;
  const seqEnd = line.indexOf(',', seq);
  const bound = line.indexOf(ENTRY_HASH, seqEnd);
  const hash = bound + ENTRY_HASH.length;
  const end = hash + HASH;
  const payload = end + PAYLOAD.length;
  const isComplete =
    actorEnd > 0 &&
    seqEnd > 0 &&
    bound > 0 &&
    line.startsWith(START) &&
    line.startsWith(PAYLOAD_HASH, at + TIME) &&
    line.startsWith(PREV_HASH, payloadHash + HASH) &&
    line.startsWith(SEQ, prevHash + HASH) &&
    line.startsWith(SUBJECT, seqEnd) &&
    line.endsWith('}');
  if (!isComplete) {
    return undefined;
  }
  const hasPayload = line.startsWith(`${PAYLOAD}{`, end);
  if (!hasPayload && !(line[end] === '"' && end + 2 === line.length)) {
    return undefined;
  }
  return {
    bound: line.slice(0, bound),
    at: line.slice(at, at + TIME),
    seq: Number(line.slice(seq, seqEnd)),
    payload: hasPayload ? line.slice(payload, -1) : undefined,
    payloadHashAt: payloadHash,
    prevHashAt: prevHash,
    hashAt: hash,
  };
}
