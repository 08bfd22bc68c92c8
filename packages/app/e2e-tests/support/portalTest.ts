import { test as base, expect } from '@playwright/test';

/** The browser's memory of who was picked; see src/modules/signIn. */
const REMEMBERED_PERSON = 'demo-sign-in:person';

/**
 * A test of the portal: signed in as `person`, or as nobody, and failing when
 * a page throws, or asks another host for anything.
 */
export const test = base.extend<{ person: string | undefined }>({
  person: [undefined, { option: true }],

  page: async ({ page, person, baseURL }, runTest) => {
    const errors: string[] = [];
    const foreign: string[] = [];
    const home = new URL(baseURL ?? '').hostname;

    page.on('pageerror', error => errors.push(String(error)));
    page.on('request', request => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== home) {
        foreign.push(request.url());
      }
    });
    if (person) {
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

    await runTest(page);

    expect(errors, 'uncaught errors on the page').toEqual([]);
    expect(foreign, 'requests to other hosts').toEqual([]);
  },
});

export { expect };
