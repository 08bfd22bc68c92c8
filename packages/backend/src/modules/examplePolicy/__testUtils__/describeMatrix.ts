import { ACCESS_MATRIX, expectedOf } from './accessMatrix';
import { Route } from './readRoutes';

const COLUMNS = [
  'route',
  'nobody',
  'guest',
  'pipeline',
  'service',
  'other team',
  'owner',
  'role holder',
  'governance',
];

/** The matrix as a table of Markdown, with columns of even width. */
export function describeMatrix(routes: ReadonlyMap<string, Route>): string {
  const rows = Object.entries(ACCESS_MATRIX).map(([id, row]) => {
    const { method, path } = routes.get(id)!;
    return [`\`${method.toUpperCase()} ${path}\``, ...expectedOf(row)];
  });
  const widths = COLUMNS.map((column, index) =>
    Math.max(column.length, ...rows.map(cells => cells[index].length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  return [
    line(COLUMNS),
    line(widths.map(width => '-'.repeat(width))),
    ...rows.map(line),
  ].join('\n');
}
