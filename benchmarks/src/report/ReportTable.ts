/** One figure, and what it should be. */
export interface ReportRow {
  /** What was measured. */
  what: string;
  database: string;
  entities: number;
  /** In words; absent where the figure is for comparison only. */
  target?: string;
  seen: string;
  met?: boolean;
}

/** Figures as one Markdown table. */
export class ReportTable {
  readonly #rows: ReportRow[] = [];

  /** Adds a figure, and says it at once: a whole run takes minutes. */
  add(row: ReportRow): void {
    this.#rows.push(row);
    console.log(
      `  ${row.database} ${row.entities}: ${row.what}: ${row.seen}${
        row.target ? ` (target ${row.target})` : ''
      }`,
    );
  }

  /** Adds a figure that must not be above a limit. */
  addAtMost(
    row: Pick<ReportRow, 'what' | 'database' | 'entities'>,
    figure: { value: number; limit?: number; unit: string; note?: string },
  ): void {
    const { value, limit, unit, note } = figure;
    const show = (number: number) =>
      `${formatNumber(number)}${unit ? ` ${unit}` : ''}`;
    this.add({
      ...row,
      target: limit === undefined ? undefined : `≤ ${show(limit)}`,
      seen: note ? `${show(value)} ${note}` : show(value),
      met: limit === undefined ? undefined : value <= limit,
    });
  }

  toMarkdown(): string {
    const header = ['What', 'Database', 'Entities', 'Target', 'Seen', 'Met'];
    const rows = this.#rows.map(row => [
      row.what,
      row.database,
      row.entities.toLocaleString('en-US'),
      row.target ?? '',
      row.seen,
      row.met === undefined ? '' : verdict(row.met),
    ]);
    const widths = header.map((_, column) =>
      Math.max(...[header, ...rows].map(cells => cells[column].length)),
    );
    const line = (cells: string[]) =>
      `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
    return [
      line(header),
      `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`,
      ...rows.map(line),
    ].join('\n');
  }
}

function verdict(met: boolean): string {
  return met ? 'yes' : '**no**';
}

/** Three digits say what there is to say. */
export function formatNumber(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return Number(value.toFixed(digits)).toLocaleString('en-US');
}
