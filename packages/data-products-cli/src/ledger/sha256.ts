import { createHash, hash } from 'node:crypto';

/** SHA-256 in lower case hex. */
export function sha256(data: string | Uint8Array): string {
  // Twice as fast, and not in the first releases of Node.js 20.
  return hash
    ? hash('sha256', data, 'hex')
    : createHash('sha256').update(data).digest('hex');
}
