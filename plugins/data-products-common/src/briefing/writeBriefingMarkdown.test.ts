import fc from 'fast-check';
import { Briefing, BriefingSpan } from './Briefing';
import { writeBriefingMarkdown } from './writeBriefingMarkdown';

/** What people write, and what has a meaning in Markdown. */
const written = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'\\`*_[]<>|~&$#-+=:.)(!"\'\n\r\t \u2028',
        '\\|',
        '---',
        '\n# ',
        '\n\n| a |\n| - |',
        '1. ',
        '12) ',
        '- ',
        '> ',
        '```\n',
        '~~~',
        '<script>',
        '<!--',
        '&lt;b&gt;',
        '![x](https://a.example)',
        '](javascript:alert(1))',
        '    code',
        '===',
      ),
      fc.string({ maxLength: 4 }),
      fc.constantFrom('a', 'Customer', '10', 'é', '客', '🙂'),
    ),
    { maxLength: 12 },
  )
  .map(parts => parts.join(''));

const url = fc.oneof(
  fc.constantFrom(
    'https://a.example/x|y(z)<b>?q="`\\&lt;#[f]',
    'mailto:a<b>|(c)@d.example',
    'data:text/html,<b>',
    'tel:+49',
    '../up',
  ),
  written.map(path => `https://a.example/${path}`),
  written,
);

const span: fc.Arbitrary<BriefingSpan> = fc.oneof(
  written,
  fc.record({ text: written, url }),
  fc.record({ text: written, ref: fc.constant('user:default/bo') }),
  fc.record({ missing: written }),
);

const text = fc.array(span, { maxLength: 4 });

const COLUMNS = ['One', 'Two', 'Three'];

const briefing: fc.Arbitrary<Briefing> = fc
  .record({
    title: written,
    label: written,
    value: text,
    row: fc.tuple(text, text, text),
    item: text,
    paragraph: text,
    reason: written,
  })
  .map(({ title, label, value, row, item, paragraph, reason }) => ({
    title,
    facts: [{ label, value }],
    sections: [
      {
        id: 'only',
        title,
        blocks: [
          { type: 'paragraph', text: ['.', ...paragraph] },
          { type: 'unreadable', reason },
          { type: 'table', label, columns: COLUMNS, rows: [row, row] },
          { type: 'list', ordered: false, items: [['x', ...item]] },
          { type: 'list', ordered: true, items: [item] },
        ],
      },
    ],
  }));

/** The cells of a line as every reader of tables finds them. */
function cellsOf(line: string): string[] {
  const cells = [''];
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '\\') {
      cells[cells.length - 1] += line.slice(at, at + 2);
      at += 1;
    } else if (line[at] === '|') {
      cells.push('');
    } else {
      cells[cells.length - 1] += line[at];
    }
  }
  return cells;
}

/** The line with what is escaped made harmless: what is left can be markup. */
function bare(line: string): string {
  return line.replace(/\\[!-/:-@[-`{-~]/g, 'x');
}

function withoutTargets(line: string): string {
  return bare(line).replace(/\]\([^()\s]*\)/g, ']');
}

describe('writeBriefingMarkdown', () => {
  it('lets no text end a cell, begin a block, or make HTML', () => {
    fc.assert(
      fc.property(briefing, given => {
        const lines = writeBriefingMarkdown(given).split('\n').filter(Boolean);
        // Every line is one that was meant, and nothing came between them.
        expect(lines.map(kindOf)).toEqual([
          '# ',
          '- **',
          '## ',
          'words',
          '> **',
          '| ',
          '| ',
          '| ',
          '| ',
          '- x',
          '1. ',
        ]);
        for (const line of lines.filter(each => each.startsWith('|'))) {
          expect(cellsOf(line)).toHaveLength(COLUMNS.length + 2);
        }
        for (const line of lines) {
          expect(line).not.toMatch(/[\r\u2028\u2029\0]/);
          expect(withoutTargets(line)).not.toMatch(/[<`~$]|^(?!> ).*>|!\[/);
          expect(bare(line)).not.toMatch(/&(#?\w+);(?<!&amp;)/);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('makes links only of what a browser may open, and each stays whole', () => {
    fc.assert(
      fc.property(briefing, given => {
        for (const line of writeBriefingMarkdown(given).split('\n')) {
          const links = [...bare(line).matchAll(/\]\(([^()\s]*)\)/g)];
          expect(links.length).toBe(bare(line).split('](').length - 1);
          for (const [, target] of links) {
            expect(target).toMatch(/^(https:\/\/|mailto:|tel:)[^<>|`"\\$]*$/);
          }
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('keeps every word', () => {
    fc.assert(
      fc.property(written, word => {
        const [, cell] = cellsOf(
          writeBriefingMarkdown({
            title: '',
            facts: [],
            sections: [
              {
                id: 'a',
                title: 'a',
                blocks: [
                  {
                    type: 'table',
                    label: '',
                    columns: ['a'],
                    rows: [[[word]]],
                  },
                ],
              },
            ],
          })
            .trimEnd()
            .split('\n')
            .pop()!,
        );
        expect(cell.trim().replace(/\\([!-/:-@[-`{-~])/g, '$1')).toBe(
          word.replace(/[\s\p{Cc}]+/gu, ' ').trim(),
        );
      }),
      { numRuns: 3_000 },
    );
  });

  it('keeps the spaces between words and what is marked up', () => {
    const value: BriefingSpan[] = [
      'waits for ',
      { text: 'Data_Gov', ref: 'group:default/x' },
      ', see ',
      { text: 'the page', url: 'https://a.example/x_y' },
      ' or ',
      { missing: 'nobody' },
    ];
    expect(
      writeBriefingMarkdown({
        title: 'A',
        facts: [{ label: 'Left', value }],
        sections: [],
      }),
    ).toBe(
      '# A\n\n- **Left:** waits for Data\\_Gov, see [the page](https://a.example/x_y) or _nobody_\n',
    );
  });
});

function kindOf(line: string): string {
  return /^(#+ |- \*\*|> \*\*|\| |- x|1\. )/.exec(`${line} `)?.[0] ?? 'words';
}
