import { Page } from '@playwright/test';

/** The browser's memory of who was picked; see src/modules/signIn. */
const REMEMBERED_PERSON = 'demo-sign-in:person';

/** Has a page open as if the person had been picked on the sign-in page. */
export async function signInAs(page: Page, person: string): Promise<void> {
  await page.addInitScript(
    ([key, value]) => {
      // Not again after signing out.
      if (!window.sessionStorage.getItem(key)) {
        window.sessionStorage.setItem(key, 'set');
        window.localStorage.setItem(key, value);
      }
    },
    [REMEMBERED_PERSON, person],
  );
}
