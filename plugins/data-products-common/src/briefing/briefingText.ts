import { openableUrl } from '../ownership/openableUrl';
import {
  BriefingBlock,
  BriefingFact,
  BriefingSpan,
  BriefingText,
} from './Briefing';
import { BriefingSource } from './BriefingSources';

/** What somebody wrote, or that it is missing. */
export function orMissing(
  text: string | undefined,
  missing: string,
): BriefingText {
  return [text || { missing }];
}

/** A labelled value that may be missing. */
export function fact(
  label: string,
  text: string | undefined,
  missing: string,
): BriefingFact {
  return { label, value: orMissing(text, missing) };
}

/** A link as somebody wrote it; its words alone where it cannot be opened. */
export function linkOr(
  target: string | undefined,
  missing: string,
): BriefingText {
  if (!target) {
    return [{ missing }];
  }
  const url = openableUrl(target);
  return [url ? { text: target, url } : target];
}

/** Texts one after the other, with something between. */
export function joined(
  texts: readonly BriefingText[],
  between: string = ', ',
): BriefingText {
  return texts.flatMap((text, index): BriefingSpan[] =>
    index > 0 ? [between, ...text] : [...text],
  );
}

/** One paragraph. */
export function paragraph(...text: BriefingSpan[]): BriefingBlock {
  return { type: 'paragraph', text };
}

/** Rows under a head, or that there are none. */
export function tableOr(
  missing: string,
  table: Omit<Extract<BriefingBlock, { type: 'table' }>, 'type'>,
): BriefingBlock {
  return table.rows.length > 0
    ? { type: 'table', ...table }
    : paragraph({ missing });
}

/** What is made of a source, or that it cannot be read. */
export function fromSource<T>(
  source: BriefingSource<T>,
  make: (data: T) => BriefingBlock[],
): BriefingBlock[] {
  return 'data' in source
    ? make(source.data)
    : [{ type: 'unreadable', reason: source.unreadable }];
}
