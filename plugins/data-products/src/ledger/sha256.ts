/* eslint-disable no-bitwise */
import { Sha256 } from '@handoff/backstage-plugin-data-products-common';

/** The first 32 bits of the fractions of the cube roots of the first 64 primes. */
const ROUNDS = Int32Array.of(
  0x428a2f98,
  0x71374491,
  0xb5c0fbcf,
  0xe9b5dba5,
  0x3956c25b,
  0x59f111f1,
  0x923f82a4,
  0xab1c5ed5,
  0xd807aa98,
  0x12835b01,
  0x243185be,
  0x550c7dc3,
  0x72be5d74,
  0x80deb1fe,
  0x9bdc06a7,
  0xc19bf174,
  0xe49b69c1,
  0xefbe4786,
  0x0fc19dc6,
  0x240ca1cc,
  0x2de92c6f,
  0x4a7484aa,
  0x5cb0a9dc,
  0x76f988da,
  0x983e5152,
  0xa831c66d,
  0xb00327c8,
  0xbf597fc7,
  0xc6e00bf3,
  0xd5a79147,
  0x06ca6351,
  0x14292967,
  0x27b70a85,
  0x2e1b2138,
  0x4d2c6dfc,
  0x53380d13,
  0x650a7354,
  0x766a0abb,
  0x81c2c92e,
  0x92722c85,
  0xa2bfe8a1,
  0xa81a664b,
  0xc24b8b70,
  0xc76c51a3,
  0xd192e819,
  0xd6990624,
  0xf40e3585,
  0x106aa070,
  0x19a4c116,
  0x1e376c08,
  0x2748774c,
  0x34b0bcb5,
  0x391c0cb3,
  0x4ed8aa4a,
  0x5b9cca4f,
  0x682e6ff3,
  0x748f82ee,
  0x78a5636f,
  0x84c87814,
  0x8cc70208,
  0x90befffa,
  0xa4506ceb,
  0xbef9a3f7,
  0xc67178f2,
);

/** Of the square roots of the first 8 primes. */
const START = Int32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
);

const BLOCK_BYTES = 64;
/** The end of the message, and its length in bits. */
const PADDING_BYTES = 9;
/** What a UTF-16 unit takes at most in UTF-8. */
const BYTES_PER_UNIT = 3;

const encoder = new TextEncoder();
const words = new Int32Array(BLOCK_BYTES);
const state = new Int32Array(START.length);
let message = new Uint8Array(64 * BLOCK_BYTES);
let view = new DataView(message.buffer);

/**
 * SHA-256 (FIPS 180-4) in lower case hex.
 *
 * Browsers have one of their own, which answers with a promise, and on pages of
 * HTTPS only: a promise for each of a million entries takes longer than this,
 * and not every portal has HTTPS.
 */
export const sha256: Sha256 = data => {
  const length = load(data);
  const end = Math.ceil((length + PADDING_BYTES) / BLOCK_BYTES) * BLOCK_BYTES;
  message.fill(0, length, end);
  message[length] = 0x80;
  view.setUint32(end - 8, Math.floor(length / 2 ** 29));
  view.setUint32(end - 4, length << 3);
  state.set(START);
  for (let at = 0; at < end; at += BLOCK_BYTES) {
    mixIn(at);
  }
  let hex = '';
  for (const word of state) {
    hex += (word >>> 0).toString(16).padStart(8, '0');
  }
  return hex;
};

/** Brings the data into `message`, with room after it; how many bytes it has. */
function load(data: string | Uint8Array): number {
  const most =
    typeof data === 'string' ? data.length * BYTES_PER_UNIT : data.length;
  if (message.length < most + 2 * BLOCK_BYTES) {
    message = new Uint8Array(2 * (most + BLOCK_BYTES));
    view = new DataView(message.buffer);
  }
  if (typeof data === 'string') {
    return encoder.encodeInto(data, message).written ?? 0;
  }
  message.set(data);
  return data.length;
}

/** Goes on with the block of `message` that begins there. */
function mixIn(at: number): void {
  for (let i = 0; i < 16; i++) {
    words[i] = view.getInt32(at + 4 * i);
  }
  for (let i = 16; i < BLOCK_BYTES; i++) {
    const x = words[i - 15];
    const y = words[i - 2];
    const low = rotated(x, 7) ^ rotated(x, 18) ^ (x >>> 3);
    const high = rotated(y, 17) ^ rotated(y, 19) ^ (y >>> 10);
    words[i] = words[i - 16] + low + words[i - 7] + high;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < BLOCK_BYTES; i++) {
    const first =
      (h +
        (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) +
        ((e & f) ^ (~e & g)) +
        ROUNDS[i] +
        words[i]) |
      0;
    const second =
      (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) +
      ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

function rotated(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}
