/** As long as an id of an observation may be. */
const MAX_LENGTH = 400;

const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;

/**
 * An id that is the same whenever the same run is read again. Parts that are
 * too long for an id are cut, and told apart by a checksum of all of it.
 */
export function observationId(parts: readonly string[]): string {
  const id = JSON.stringify(parts);
  if (id.length <= MAX_LENGTH) {
    return id;
  }
  const checksum = fnv1a(id).toString(16).padStart(16, '0');
  return `${id.slice(0, MAX_LENGTH - checksum.length - 1)}~${checksum}`;
}

/** FNV-1a, 64 bits. It only has to spread: nobody gains by a collision of their own ids. */
function fnv1a(text: string): bigint {
  let hash = FNV_OFFSET;
  for (let index = 0; index < text.length; index++) {
    hash = BigInt.asUintN(
      64,
      (hash ^ BigInt(text.charCodeAt(index))) * FNV_PRIME,
    );
  }
  return hash;
}
