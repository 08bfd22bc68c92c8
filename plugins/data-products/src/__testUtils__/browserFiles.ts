import { webcrypto } from 'node:crypto';

/**
 * Gives jsdom what browsers have and it has not: Web Crypto, and reading a
 * file's bytes.
 */
export function installBrowserFiles(): void {
  setSubtleCrypto(webcrypto.subtle);
  // Parts of files are none themselves; and the global Blob is that of Node.js.
  Object.getPrototypeOf(File.prototype).arrayBuffer ??= arrayBuffer;
}

function arrayBuffer(this: Blob): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(this);
  });
}

/** As on a page without HTTPS, when there is none. */
export function setSubtleCrypto(subtle: unknown): void {
  Object.defineProperty(globalThis.crypto, 'subtle', {
    value: subtle,
    configurable: true,
  });
}
