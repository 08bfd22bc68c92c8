import { fromBase64, fromHex, toBase64, toHex } from './base64';
import { Sha256 } from './LedgerEntry';

/** What Ed25519 is numbered with, in the format of notes. */
const ED25519 = 0x01;
const KEY_BYTES = 32;
const KEY_ID_BYTES = 4;
const SIGNATURE_BYTES = 64;

/**
 * Who signs notes: the name and the public key.
 *
 * @public
 */
export interface NoteKey {
  /** Without spaces and plus signs. */
  name: string;
  /** Ed25519, the 32 bytes of it. */
  publicKey: Uint8Array;
}

/**
 * A text with its signatures, in the form of C2SP's signed notes
 * (https://c2sp.org/signed-note).
 *
 * @public
 */
export interface SignedNote {
  /** Ends with a line feed. */
  text: string;
  signatures: {
    name: string;
    /** Eight hex digits. */
    keyId: string;
    signature: Uint8Array;
  }[];
}

/**
 * The id of a key, which tells keys of one name apart: eight hex digits.
 *
 * @public
 */
export function noteKeyId(key: NoteKey, sha256: Sha256): string {
  const name = new TextEncoder().encode(`${key.name}\n`);
  return sha256(Uint8Array.from([...name, ED25519, ...key.publicKey])).slice(
    0,
    2 * KEY_ID_BYTES,
  );
}

/**
 * A key in one line, `<name>+<key id>+<Base64>`, as tools for notes take it.
 *
 * @public
 */
export function formatNoteKey(key: NoteKey, sha256: Sha256): string {
  const typed = Uint8Array.from([ED25519, ...key.publicKey]);
  return `${key.name}+${noteKeyId(key, sha256)}+${toBase64(typed)}`;
}

/**
 * Reads what {@link formatNoteKey} writes.
 *
 * @throws Error when it is none, or its id is that of another key
 * @public
 */
export function parseNoteKey(line: string, sha256: Sha256): NoteKey {
  const [name, keyId, ...rest] = line.trim().split('+');
  const typed = fromBase64(rest.join('+'));
  if (!name || typed?.length !== KEY_BYTES + 1 || typed[0] !== ED25519) {
    throw new Error(
      'It is not a key for notes: write <name>+<key id>+<Base64 of an Ed25519 key>',
    );
  }
  const key = { name, publicKey: typed.slice(1) };
  if (noteKeyId(key, sha256) !== keyId) {
    throw new Error(
      `The key of ${name} is not the one with the id ${keyId}: a part of the line was changed`,
    );
  }
  return key;
}

/**
 * Writes a note with one signature.
 *
 * @param text - lines that are not empty, each with its line feed
 * @param signature - of the text's UTF-8 by the key
 * @public
 */
export function formatSignedNote(
  text: string,
  key: NoteKey,
  signature: Uint8Array,
  sha256: Sha256,
): string {
  const bytes = Uint8Array.from([
    ...fromHex(noteKeyId(key, sha256)),
    ...signature,
  ]);
  return `${text}\n\u2014 ${key.name} ${toBase64(bytes)}\n`;
}

/**
 * Reads notes that were written one after the other.
 *
 * @throws Error that names the line where something else is
 * @public
 */
export function parseSignedNotes(document: string): SignedNote[] {
  const lines = document.split('\n');
  // What follows the last line feed.
  const rest = lines.pop();
  if (rest) {
    throw new Error(
      `Line ${lines.length + 1} has no end: the last note is cut off`,
    );
  }
  const notes: SignedNote[] = [];
  let index = 0;
  while (index < lines.length) {
    if (lines[index] === '') {
      index += 1;
      continue;
    }
    const start = index;
    while (index < lines.length && lines[index] !== '') {
      index += 1;
    }
    const text = `${lines.slice(start, index).join('\n')}\n`;
    // Over the empty line between the text and its signatures.
    index += 1;
    const signatures: SignedNote['signatures'] = [];
    while (lines[index]?.startsWith('\u2014 ')) {
      signatures.push(parseSignature(lines[index], index + 1));
      index += 1;
    }
    if (!signatures.length) {
      throw new Error(
        `The note of line ${start + 1} has no signature after an empty line`,
      );
    }
    notes.push({ text, signatures });
  }
  return notes;
}

/** A signature has the size of Ed25519's, or is one of another kind of key. */
function parseSignature(
  line: string,
  number: number,
): SignedNote['signatures'][number] {
  const [, name, encoded, ...rest] = line.split(' ');
  const bytes = fromBase64(encoded ?? '');
  if (!name || rest.length || !bytes || bytes.length <= KEY_ID_BYTES) {
    throw new Error(`Line ${number} is not a signature`);
  }
  return {
    name,
    keyId: toHex(bytes.slice(0, KEY_ID_BYTES)),
    signature: bytes.slice(KEY_ID_BYTES),
  };
}

/**
 * The signatures of a note that claim to be by a key; signatures by others are
 * passed over. Whether they are right takes Ed25519, which is a promise in
 * browsers.
 *
 * @public
 */
export function signaturesBy(
  note: SignedNote,
  key: NoteKey,
  sha256: Sha256,
): Uint8Array[] {
  const keyId = noteKeyId(key, sha256);
  return note.signatures
    .filter(
      ({ name, keyId: id, signature }) =>
        name === key.name &&
        id === keyId &&
        signature.length === SIGNATURE_BYTES,
    )
    .map(({ signature }) => signature);
}

/**
 * Whether a key has signed a note. Signatures by others are passed over.
 *
 * @param verify - whether a signature of Ed25519 is that of a text's UTF-8
 * @public
 */
export function isSignedBy(
  note: SignedNote,
  key: NoteKey,
  options: {
    sha256: Sha256;
    verify(publicKey: Uint8Array, text: string, signature: Uint8Array): boolean;
  },
): boolean {
  return signaturesBy(note, key, options.sha256).some(signature =>
    options.verify(key.publicKey, note.text, signature),
  );
}
