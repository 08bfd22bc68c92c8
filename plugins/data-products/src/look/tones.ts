import { Theme } from '@material-ui/core/styles';

/** What a colour says; never said by the colour alone. */
export type Tone = 'good' | 'caution' | 'bad' | 'calm';

// At least 4.5:1 on the paper and page backgrounds of the Backstage themes.
const LIGHT: Record<Tone, string> = {
  good: '#116932',
  caution: '#8a4600',
  bad: '#b01c1c',
  calm: '#5c5c5c',
};
const DARK: Record<Tone, string> = {
  good: '#86efac',
  caution: '#fdba74',
  bad: '#ffb0ad',
  calm: '#d0d0d0',
};
const LIGHT_WASH: Record<Tone, string> = {
  good: '#e3f6e9',
  caution: '#fdf0dd',
  bad: '#fdeaea',
  calm: '#ececec',
};
const DARK_WASH: Record<Tone, string> = {
  good: '#12331f',
  caution: '#3a2708',
  bad: '#431818',
  calm: '#363636',
};

/** The text and icon colour of a tone. */
export function toneColor(theme: Theme, tone: Tone): string {
  return (theme.palette.type === 'dark' ? DARK : LIGHT)[tone];
}

/** A background on which text of the same tone can be read. */
export function toneWash(theme: Theme, tone: Tone): string {
  return (theme.palette.type === 'dark' ? DARK_WASH : LIGHT_WASH)[tone];
}
