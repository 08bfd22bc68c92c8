import {
  describeDuration,
  parseDuration,
  toIsoDuration,
} from '@handoff/backstage-plugin-data-products-common';

/** An ISO 8601 duration as people write it, where nothing is lost by that. */
export function durationText(iso: string): string {
  const seconds = parseDuration(iso);
  if (seconds === undefined) {
    return iso;
  }
  const words = describeDuration(seconds);
  return parseDuration(words) === seconds ? words : iso;
}

/**
 * The ISO 8601 duration that somebody wrote, as `4 h` or as `PT4H`;
 * `undefined` for what is none, or no time at all.
 */
export function readDuration(text: string): string | undefined {
  const seconds = parseDuration(text);
  if (!seconds) {
    return undefined;
  }
  const trimmed = text.trim();
  return /^p/i.test(trimmed)
    ? trimmed.toLocaleUpperCase('en-US')
    : toIsoDuration(seconds);
}
