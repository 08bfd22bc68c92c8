/** Longer texts of a document are not repeated in messages. */
const MAX_QUOTED = 300;

/** As long as the detail of an observation may be. */
const MAX_DETAIL = 2_000;

/** As long as the source of an observation may be. */
const MAX_SOURCE = 200;

/** A text of a document, for a message; in one line. */
export function quote(text: string): string {
  return shorten(text.trim().replace(/\s+/g, ' '), MAX_QUOTED);
}

/** The detail of an observation, no longer than it may be. */
export function detailOf(text: string): string {
  return shorten(text, MAX_DETAIL);
}

/** The source of an observation, no longer than it may be. */
export function sourceOf(text: string): string {
  return shorten(text, MAX_SOURCE);
}

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
