/**
 * Text whose amounts stay on one line: the space between a number and its unit,
 * as in `4 h` or `99 %`, becomes one that does not break.
 */
export function unbroken(text: string): string {
  return text.replace(/(\d) (?=[\p{L}%])/gu, '$1\u00a0');
}
