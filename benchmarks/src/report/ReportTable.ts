/** What a column of figures was measured on. */
export interface Column {
  database: string;
  entities: number;
}

/** One figure of a row. */
export interface Figure {
  /** In words, with its unit. */
  seen: string;
  /** Whether it is what it should be; absent when it is for comparison only. */
  met?: boolean;
}

/** Figures as one Markdown table: a row a question, a column a database and size. */
export class ReportTable {
  readonly #rows = new Map<string, Map<string, Figure>>();
  readonly #targets = new Map<string, string>();
  readonly #columns = new Set<string>();

  /** Says what a row's figures should be. */
  setTarget(what: string, target: string): void {
    this.#targets.set(what, target);
  }

  /** Adds a figure, and tells it at once: a whole run takes minutes. */
  add(what: string, column: Column, figure: Figure): void {
    const key = nameOf(column);
    this.#columns.add(key);
    const row = this.#rows.get(what) ?? new Map<string, Figure>();
    this.#rows.set(what, row.set(key, figure));
    console.log(`  ${key}: ${what}: ${cellOf(figure)}`);
  }

  /** Adds a figure that should not be above a limit, if there is one. */
  addAtMost(
    what: string,
    column: Column,
    figure: { value: number; limit?: number; unit?: string; note?: string },
  ): void {
    const { value, limit, unit, note } = figure;
    this.add(what, column, {
      seen: [formatNumber(value), unit, note]
        .filter(word => word !== undefined)
        .join(' '),
      met: limit === undefined ? undefined : value <= limit,
    });
  }

  /** Adds a time in milliseconds, and sets its target where it has a limit. */
  addTime(
    what: string,
    column: Column,
    figure: { value: number; limit?: number; note?: string },
  ): void {
    if (figure.limit !== undefined) {
      this.setTarget(what, `≤ ${figure.limit} ms`);
    }
    this.addAtMost(what, column, { ...figure, unit: 'ms' });
  }

  toMarkdown(): string {
    const columns = [...this.#columns];
    const lines = [
      ['What', 'Target', ...columns],
      ...[...this.#rows].map(([what, row]) => [
        what,
        this.#targets.get(what) ?? '',
        ...columns.map(column => cellOf(row.get(column))),
      ]),
    ];
    const widths = lines[0].map((_, column) =>
      Math.max(...lines.map(cells => cells[column].length)),
    );
    const [header, ...rows] = lines.map(
      cells =>
        `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`,
    );
    const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`;
    return [header, rule, ...rows].join('\n');
  }
}

function nameOf({ database, entities }: Column): string {
  return `${database} ${entities.toLocaleString('en-US')}`;
}

function cellOf(figure: Figure | undefined): string {
  if (!figure) {
    return '';
  }
  const { seen, met } = figure;
  if (met === undefined) {
    return seen;
  }
  return met ? `${seen}, met` : `${seen}, **missed**`;
}

/** Three digits say what there is to say. */
export function formatNumber(value: number): string {
  return value.toLocaleString(
    'en-US',
    Math.abs(value) >= 100
      ? { maximumFractionDigits: 0 }
      : { maximumSignificantDigits: 3 },
  );
}
