import { useLanguage } from './useLanguage';

/** Joins words as the reader's language does: "target, goal and window". */
export function useListWords(): (words: readonly string[]) => string {
  const language = useLanguage();
  return words =>
    new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}
