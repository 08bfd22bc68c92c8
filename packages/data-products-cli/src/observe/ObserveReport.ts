import { Kind } from './InputFile';

/** Something that was not taken. */
export interface Refusal {
  file: string;
  /** From 1; of NDJSON. */
  line?: number;
  /** From 0; of a list. */
  index?: number;
  /** The field that is wrong, or where in the document it is. */
  field?: string;
  reason: string;
}

/** What became of everything that was to be sent. */
export interface ObserveReport {
  files: { file: string; kind: Kind; items: number }[];
  /** Duplicates of earlier ones included. */
  accepted: number;
  /** Kept until an entity claims their dataset. */
  unmapped: number;
  refused: Refusal[];
  /** Why the rest was not sent. */
  failure?: string;
  /** Documents that were not sent. */
  notSent: number;
}

/** For people. */
export function describeReport(report: ObserveReport): string {
  const { accepted, unmapped, refused, failure, notSent } = report;
  const lines = refused.map(({ file, line, index, field, reason }) => {
    const place = [
      file,
      line === undefined ? undefined : `${line}`,
      index === undefined ? undefined : `[${index}]`,
    ].filter(part => part !== undefined);
    // A reason names its field; the place in a document it does not.
    const where = field?.startsWith('/') ? ` ${field}:` : '';
    return `${place.join(':')}: refused:${where} ${reason}`;
  });
  const sum = [
    `${accepted} taken`,
    ...(unmapped
      ? [`${unmapped} kept until an entity claims their dataset`]
      : []),
    `${refused.length} refused`,
  ].join(', ');
  return [
    ...lines,
    ...(lines.length ? [''] : []),
    sum,
    ...(failure ? [`${failure}; ${notSent} not sent`] : []),
    '',
  ].join('\n');
}
