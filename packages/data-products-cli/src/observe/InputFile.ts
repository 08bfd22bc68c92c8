import { readFile } from 'node:fs/promises';
import { describeFailure } from '../validate/findFiles';

/** What a file holds, by which the server reads it. */
export const KINDS = ['observations', 'dbt', 'openlineage'] as const;

/** One of {@link KINDS}. */
export type Kind = (typeof KINDS)[number];

/** One thing that is sent, and where it was found. */
export interface InputItem {
  value: unknown;
  /** From 1; absent when a file is one document. */
  line?: number;
  /** From 0; the place in a list, when a file is one. */
  index?: number;
}

/** A file and what is in it. */
export interface InputFile {
  path: string;
  items: InputItem[];
  /** Lines that are no JSON, such as the last one of a file that is still written. */
  broken: { line: number; reason: string }[];
}

/** A file could not be read, or holds nothing that can be sent. */
export class InputFileError extends Error {}

/**
 * Reads a JSON document, a list of them, or one of them a line (NDJSON).
 *
 * @throws InputFileError when there is no such file, or it is neither
 */
export async function readInputFile(path: string): Promise<InputFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new InputFileError(`${path}: ${describeFailure(error)}`);
  }
  return parseInput(path, text.replace(/^\uFEFF/, ''));
}

/** @throws InputFileError when the text is neither JSON nor NDJSON */
export function parseInput(path: string, text: string): InputFile {
  if (text.trim() === '') {
    return { path, items: [], broken: [] };
  }
  const whole = parse(text);
  if (!('reason' in whole)) {
    const { value } = whole;
    return {
      path,
      items: Array.isArray(value)
        ? value.map((item, index) => ({ value: item, index }))
        : [{ value }],
      broken: [],
    };
  }
  const items: InputItem[] = [];
  const broken: InputFile['broken'] = [];
  text.split('\n').forEach((content, index) => {
    if (content.trim() === '') {
      return;
    }
    const line = parse(content);
    if ('reason' in line) {
      broken.push({ line: index + 1, reason: line.reason });
    } else {
      items.push({ value: line.value, line: index + 1 });
    }
  });
  if (!items.some(({ value }) => typeof value === 'object')) {
    throw new InputFileError(
      `${path}: it is neither JSON nor JSON line by line: ${whole.reason}`,
    );
  }
  return { path, items, broken };
}

function parse(text: string): { value: unknown } | { reason: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { reason: (error as Error).message };
  }
}
