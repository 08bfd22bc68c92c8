import { LedgerEntry } from './LedgerEntry';

/** A line as it stands, with what is needed to check it. */
export interface LedgerLineParts
  extends Pick<
    LedgerEntry,
    'seq' | 'at' | 'payload' | 'payloadHash' | 'prevHash' | 'hash'
  > {
  /** What the hash is made over, but for the brace at its end. */
  bound: string;
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

// A text as RFC 8785 writes it: with no other escapes than those that it needs.
const TEXT = String.raw`[^"\\\x00-\x1f]*(?:\\(?:["\\bfnrt]|u00(?:0[0-7bef]|1[0-9a-f]))[^"\\\x00-\x1f]*)*`;
const TO_ACTOR = new RegExp(`^\\{"action":"${TEXT}","actor":"${TEXT}"$`);
const SUBJECT_TEXT = new RegExp(`^${TEXT}"$`);
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const COUNT = /^[1-9]\d{0,15}$/;
const HEX = /^[0-9a-f]{64}$/;

/**
 * Splits a line of `formatLedgerLine` at its fixed parts, without making
 * objects of its texts: there are millions of lines. Nothing is decoded, so
 * that no other spelling of the same JSON is taken for what was hashed.
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
  const subject = seqEnd + SUBJECT.length;
  const bound = line.indexOf(ENTRY_HASH, subject);
  const hash = bound + ENTRY_HASH.length;
  const end = hash + HASH;
  const payload = end + PAYLOAD.length;
  // Slices and not `startsWith`: they are compared several times as fast.
  const isComplete =
    actorEnd > 0 &&
    seqEnd > 0 &&
    bound > 0 &&
    line.slice(at + TIME, payloadHash) === PAYLOAD_HASH &&
    line.slice(payloadHash + HASH, prevHash) === PREV_HASH &&
    line.slice(prevHash + HASH, seq) === SEQ &&
    line.slice(seqEnd, subject) === SUBJECT &&
    line.endsWith('}') &&
    TO_ACTOR.test(line.slice(0, actorEnd)) &&
    TIMESTAMP.test(line.slice(at, at + TIME)) &&
    COUNT.test(line.slice(seq, seqEnd)) &&
    SUBJECT_TEXT.test(line.slice(subject, bound));
  if (!isComplete) {
    return undefined;
  }
  const hasPayload = line.slice(end, payload + 1) === `${PAYLOAD}{`;
  if (!hasPayload) {
    const isWithheld =
      line.length === end + 2 &&
      line[end] === '"' &&
      // Where there is a payload, this is compared with its hash.
      HEX.test(line.slice(payloadHash, payloadHash + HASH));
    if (!isWithheld) {
      return undefined;
    }
  }
  return {
    bound: line.slice(0, bound),
    at: line.slice(at, at + TIME),
    payloadHash: line.slice(payloadHash, payloadHash + HASH),
    prevHash: line.slice(prevHash, prevHash + HASH),
    seq: Number(line.slice(seq, seqEnd)),
    hash: line.slice(hash, end),
    payload: hasPayload ? line.slice(payload, -1) : undefined,
  };
}
