/**
 * Text as it stands, in one line of GitHub-flavoured Markdown: no part of it is
 * markup, ends a table's cell or begins another block, wherever it stands.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      // Line breaks end cells, paragraphs and headings.
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim()
      .replace(/[\\`*_[\]<>|~&$#]/g, '\\$&')
      // What makes lists, rules and underlined headings at the start of a line.
      .replace(/^[-+=:.)]/, '\\$&')
      .replace(/^(\d+)([.)])/, '$1\\$2')
      // A link after it would be a picture.
      .replace(/!$/, '\\!')
  );
}
