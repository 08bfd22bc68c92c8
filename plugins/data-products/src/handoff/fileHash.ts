/** Whether this page can compute one: browsers do on HTTPS and localhost only. */
export function canHashFiles(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/**
 * The SHA-256 of a file in lower-case hex, computed here: the file goes nowhere.
 *
 * @throws `NotReadableError` when the file is gone or may not be read.
 */
export async function fileHash(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest(
    'SHA-256',
    await file.arrayBuffer(),
  );
  return Array.from(new Uint8Array(digest), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
