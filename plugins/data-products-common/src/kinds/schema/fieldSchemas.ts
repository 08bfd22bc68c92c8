import { JsonObject } from '@backstage/types';

/*
 * The building blocks of the kinds' schemas. `title` says what a value must be,
 * as the end of a sentence that begins with "must be": the error messages are
 * made of it. `description` says what the field is for.
 *
 * The `format` keyword is not used anywhere, because the catalog's model layer
 * refuses schemas that have it; patterns and own rules take its place.
 */

const REF = '(?:[^\\s:/#]+:)?(?:[^\\s:/#]+/)?[^\\s:/#]+';
const URL = '(?:https?://|mailto:)\\S+';
const TIME_OF_DAY =
  '(?:[01]\\d|2[0-3]):[0-5]\\d(?:Z|[+-]\\d{2}:\\d{2}| [A-Za-z_]+/[A-Za-z0-9_+/-]+)?';

// Looks ahead so that neither `P` nor a dangling `T` counts as a duration.
const DURATION =
  'P(?=\\d|T\\d)(?:\\d+Y)?(?:\\d+M)?(?:\\d+W)?(?:\\d+D)?' +
  '(?:T(?=\\d)(?:\\d+(?:\\.\\d+)?H)?(?:\\d+(?:\\.\\d+)?M)?(?:\\d+(?:\\.\\d+)?S)?)?';

const SEMVER_NUMBER = '(?:0|[1-9]\\d*)';
const SEMVER_IDENTIFIER = '(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)';
const SEMVER =
  `${SEMVER_NUMBER}\\.${SEMVER_NUMBER}\\.${SEMVER_NUMBER}` +
  `(?:-${SEMVER_IDENTIFIER}(?:\\.${SEMVER_IDENTIFIER})*)?` +
  '(?:\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?';

function stringOf(
  pattern: string,
  title: string,
  description: string,
): JsonObject {
  return { type: 'string', pattern, title, description };
}

/** Text with at least one visible character. */
export function text(description: string): JsonObject {
  return stringOf('\\S', 'text that is not empty', description);
}

/** One of the given words. */
export function oneOf(
  values: readonly string[],
  description: string,
): JsonObject {
  return { type: 'string', enum: [...values], description };
}

/** One text or a list of texts. */
export function textOrTexts(description: string): JsonObject {
  return {
    type: ['string', 'array'],
    pattern: '\\S',
    items: text(description),
    title: 'text or a list of texts',
    description,
  };
}

/** A list of texts. */
export function texts(description: string): JsonObject {
  return {
    type: 'array',
    items: text(description),
    title: 'a list of texts',
    description,
  };
}

/** An entity ref; parts that are left out have defaults. */
export function ref(description: string, example: string): JsonObject {
  return stringOf(
    `^${REF}$`,
    `an entity ref such as ${example}`,
    `${description} An entity ref, [<kind>:][<namespace>/]<name>.`,
  );
}

/** One entity ref or a list of them: what relations are made of. */
export function refOrRefs(description: string, example: string): JsonObject {
  return {
    type: ['string', 'array'],
    pattern: `^${REF}$`,
    items: ref(description, example),
    title: `an entity ref such as ${example}, or a list of them`,
    description: `${description} An entity ref, or a list of them.`,
  };
}

/** One ref or URL, or a list of them. */
export function refsOrUrls(description: string): JsonObject {
  const pattern = `^(?:${REF}|${URL})$`;
  const title = 'an entity ref such as dataproduct:customer-360 or a URL';
  return {
    type: ['string', 'array'],
    pattern,
    items: stringOf(pattern, title, description),
    title: `${title}, or a list of them`,
    description,
  };
}

/** Where a signal is read: an objective, an entity or a page. */
export function signal(description: string): JsonObject {
  return stringOf(
    `^(?:${REF}(?:#[^\\s#]+)?|${URL})$`,
    'an objective such as dataproduct:customer-360#fresh-by-morning, an entity ref or a URL',
    description,
  );
}

/** A web or mail address; other schemes could run code in a reader's browser. */
export function url(description: string): JsonObject {
  return stringOf(
    `^${URL}$`,
    'a URL that begins with https://, http:// or mailto:',
    description,
  );
}

/** An ISO 8601 duration, zero included. */
export function duration(description: string): JsonObject {
  return stringOf(
    `^${DURATION}$`,
    'an ISO 8601 duration such as PT30M, P30D or P3M',
    `${description} ISO 8601 duration.`,
  );
}

/** An ISO 8601 duration longer than zero. */
export function period(description: string): JsonObject {
  return stringOf(
    `^(?=.*[1-9])${DURATION}$`,
    'an ISO 8601 duration longer than zero, such as PT6H, P30D or P3M',
    `${description} ISO 8601 duration.`,
  );
}

/** A calendar date. Whether the day exists is checked apart from the schema. */
export function date(description: string): JsonObject {
  return stringOf(
    '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])$',
    'a calendar date such as 2026-10-01',
    `${description} ISO 8601 date.`,
  );
}

/** A semantic version, prerelease and build included. */
export function version(description: string): JsonObject {
  return stringOf(
    `^${SEMVER}$`,
    'a semantic version such as 2.3.0 or 2.3.0-rc.1',
    `${description} SemVer.`,
  );
}

/** An ISO 4217 code. */
export function currency(description: string): JsonObject {
  return stringOf(
    '^[A-Z]{3}$',
    'a currency code of three capital letters such as EUR',
    description,
  );
}

/** What an objective promises: a number, a duration or a time of day. */
export function objectiveTarget(description: string): JsonObject {
  return {
    type: ['number', 'string'],
    pattern: `^(?:${DURATION}|${TIME_OF_DAY})$`,
    title:
      'a number such as 0.98, an ISO 8601 duration such as PT6H, or a time of day such as 07:00',
    description,
  };
}

/** A map with known fields only. */
export function fields(
  description: string,
  properties: Record<string, JsonObject>,
  required: string[] = [],
): JsonObject {
  return {
    type: 'object',
    additionalProperties: false,
    properties,
    ...(required.length ? { required } : {}),
    title: `a map with the fields ${Object.keys(properties).join(', ')}`,
    description,
  };
}

/** A list of maps. */
export function listOf(description: string, items: JsonObject): JsonObject {
  return { type: 'array', items, title: 'a list', description };
}
