/**
 * A word of code as words for people: `nullValues` and `null_values` become
 * `Null values`.
 */
export function spaced(word: string): string {
  const words = word
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/[\s_-]+/g, ' ')
    .trim()
    .toLocaleLowerCase();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
