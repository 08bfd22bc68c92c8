import { durationInWords } from '../look';

/** The rhythms that have a word of their own. */
export const CADENCES = {
  P1D: 'daily',
  P7D: 'weekly',
  P1W: 'weekly',
  P14D: 'fortnightly',
  P2W: 'fortnightly',
  P1M: 'monthly',
  P3M: 'quarterly',
  P6M: 'halfYearly',
  P1Y: 'yearly',
  P12M: 'yearly',
} as const;

/** @see CADENCES */
export type CadenceWord = (typeof CADENCES)[keyof typeof CADENCES];

/** A rhythm as its word, or as the time between two beats. */
export function cadenceOf(
  iso: string,
  locale: string,
): { word: CadenceWord } | { every: string } {
  const word = CADENCES[iso as keyof typeof CADENCES];
  return word ? { word } : { every: durationInWords(iso, locale) };
}
