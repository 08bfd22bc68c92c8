import { openableUrl } from '../ownership/openableUrl';
import {
  Briefing,
  BriefingBlock,
  BriefingFact,
  BriefingSection,
  BriefingSpan,
  BriefingText,
} from './Briefing';
import { escapeMarkdown } from './escapeMarkdown';

/**
 * A briefing as GitHub-flavoured Markdown. All of its text is escaped: what
 * somebody wrote makes no heading, cell, picture, mark-up or HTML. Only `https`,
 * `mailto` and `tel` links are made.
 *
 * @public
 */
export function writeBriefingMarkdown(briefing: Briefing): string {
  const parts = [
    heading(1, briefing.title),
    writeFacts(briefing.facts),
    ...briefing.sections.flatMap(section => writeSection(section, 2)),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function writeSection(section: BriefingSection, level: number): string[] {
  return [
    heading(level, section.title),
    ...section.blocks.map(writeBlock),
    ...(section.sections ?? []).flatMap(part => writeSection(part, level + 1)),
  ];
}

function heading(level: number, title: string): string {
  return `${'#'.repeat(level)} ${escapeMarkdown(title)}`;
}

function writeBlock(block: BriefingBlock): string {
  switch (block.type) {
    case 'paragraph':
      return writeText(block.text);
    case 'unreadable':
      return `> **Could not be read:** ${escapeMarkdown(block.reason)}`;
    case 'facts':
      return writeFacts(block.facts);
    case 'table':
      return [
        writeRow(block.columns.map(escapeMarkdown)),
        writeRow(block.columns.map(() => '---')),
        ...block.rows.map(row => writeRow(row.map(writeText))),
      ].join('\n');
    default:
      return block.items
        .map((item, index) =>
          block.ordered
            ? `${index + 1}. ${writeText(item)}`
            : `- ${writeText(item)}`,
        )
        .join('\n');
  }
}

function writeFacts(facts: readonly BriefingFact[]): string {
  return facts
    .map(
      ({ label, value }) =>
        `- **${escapeMarkdown(label)}:** ${writeText(value)}`,
    )
    .join('\n');
}

function writeRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Words beside words are one, so that they make nothing together either. */
function writeText(text: BriefingText): string {
  const parts: string[] = [];
  let words = '';
  const endWords = () => {
    // The spaces around what is marked up are not part of the words.
    const [, before, after] = /^(\s*).*?(\s*)$/s.exec(words)!;
    parts.push(
      `${before && ' '}${escapeMarkdown(words)}${words.trim() && after && ' '}`,
    );
    words = '';
  };
  for (const span of text) {
    const marked = markUp(span);
    if (marked === undefined) {
      words += wordsOf(span);
    } else {
      endWords();
      parts.push(marked);
    }
  }
  endWords();
  return parts.join('').trim();
}

/** What a span is as markup; `undefined` when it is words only. */
function markUp(span: BriefingSpan): string | undefined {
  if (typeof span === 'string') {
    return undefined;
  }
  if ('missing' in span) {
    const words = escapeMarkdown(span.missing);
    return words && `_${words}_`;
  }
  const url = 'url' in span ? openableUrl(span.url) : undefined;
  return url && `[${escapeMarkdown(span.text)}](${escapeUrl(url)})`;
}

function wordsOf(span: BriefingSpan): string {
  if (typeof span === 'string') {
    return span;
  }
  return 'missing' in span ? span.missing : span.text;
}

/** What ends a link or a cell, or makes HTML, as the codes that URLs have for it. */
function escapeUrl(url: string): string {
  return url
    .replace(
      /[\s<>()|\\`"$]/g,
      char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
    )
    .replace(/&(?=#?\w+;)/g, '&amp;');
}
