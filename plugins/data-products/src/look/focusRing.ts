import { Theme } from '@material-ui/core/styles';

/**
 * A ring around whatever within an element the keyboard stands on. Material UI
 * takes the browser's away from its buttons and leaves a shade instead, which
 * is hard to see.
 */
export function focusRing(theme: Theme) {
  const ring = {
    outline: `2px solid ${theme.palette.text.primary}`,
    outlineOffset: 2,
  };
  return {
    '& :is(a, button, [role="button"], [tabindex="0"]):focus-visible': ring,
    // The box that is drawn is none that has focus.
    '& label:has([type="checkbox"]:focus-visible)': ring,
  };
}
