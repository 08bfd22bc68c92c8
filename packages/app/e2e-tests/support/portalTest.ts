import { test as base, expect, Page } from '@playwright/test';
import { signInAs } from './signInAs';

/** What a page did that no page of the portal does. */
interface Misbehaviour {
  errors: string[];
  foreign: string[];
}

/**
 * A test of the portal: signed in as `person`, or as nobody, and failing when
 * a page throws, or asks another host for anything.
 */
export const test = base.extend<{
  person: string | undefined;
  /** Opens the portal in a browser of its own, for a test with several people. */
  openAs: (person: string) => Promise<Page>;
}>({
  person: [undefined, { option: true }],

  page: async ({ page, person, baseURL }, runTest) => {
    const seen = watch(page, baseURL);
    if (person) {
      await signInAs(page, person);
    }
    await runTest(page);
    expectNone(seen);
  },

  openAs: async ({ browser, baseURL }, runTest) => {
    const opened: { page: Page; seen: Misbehaviour }[] = [];
    await runTest(async person => {
      const context = await browser.newContext();
      const page = await context.newPage();
      opened.push({ page, seen: watch(page, baseURL) });
      await signInAs(page, person);
      return page;
    });
    await Promise.all(opened.map(({ page }) => page.context().close()));
    opened.forEach(({ seen }) => expectNone(seen));
  },
});

export { expect };

function watch(page: Page, baseURL: string | undefined): Misbehaviour {
  const seen: Misbehaviour = { errors: [], foreign: [] };
  const home = new URL(baseURL ?? '').hostname;
  // Of all its pages: the dark theme is looked at in one of its own.
  const context = page.context();
  context.on('weberror', error => seen.errors.push(String(error.error())));
  context.on('request', request => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== home) {
      seen.foreign.push(request.url());
    }
  });
  return seen;
}

function expectNone({ errors, foreign }: Misbehaviour): void {
  expect(errors, 'uncaught errors on the page').toEqual([]);
  expect(foreign, 'requests to other hosts').toEqual([]);
}
