const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)([Zz]|[+-]\d{2}(?::?\d{2})?)?$/;

/**
 * Reads an ISO 8601 date-time; without an offset it is UTC. Luxon would do the
 * same ten times slower, and every observation has one or two.
 *
 * @returns epoch ms, or nothing when it is none or names a day that does not exist.
 */
export function readInstant(text: string): number | undefined {
  const [, day, clock, offset] = INSTANT.exec(text.trim()) ?? [];
  if (day === undefined) {
    return undefined;
  }
  // Date.parse rolls 30 February over to March.
  if (day.slice(8) > '28' && dayOf(Date.parse(`${day}T00:00:00Z`)) !== day) {
    return undefined;
  }
  const time = Date.parse(`${day}T${clock}${offsetOf(offset)}`);
  return Number.isFinite(time) ? time : undefined;
}

function dayOf(time: number): string | undefined {
  return Number.isFinite(time)
    ? new Date(time).toISOString().slice(0, 10)
    : undefined;
}

/** In the one form that every engine reads. */
function offsetOf(offset: string | undefined): string {
  if (!offset || offset === 'Z' || offset === 'z') {
    return 'Z';
  }
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  return `${offset[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}
