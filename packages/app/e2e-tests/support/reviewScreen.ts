import { expect, Page } from '@playwright/test';
import { expectAccessible } from './expectAccessible';

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 400, height: 800 };

/**
 * Fails when a screen is not accessible in the light theme or in the dark one,
 * and keeps pictures of it in artifacts/screens: wide, narrow, and wide in the
 * dark theme. Leaves the page as it was.
 *
 * @param name - how the pictures are called, such as `explore`
 */
export async function reviewScreen(page: Page, name: string): Promise<void> {
  await page.setViewportSize(WIDE);
  await expectAccessible(page);
  await capture(page, `${name}-wide`);
  await page.setViewportSize(NARROW);
  await capture(page, `${name}-narrow`);
  await page.setViewportSize(WIDE);

  // In a page of its own: a theme that is changed while Backstage still draws
  // the last one leaves styles of both behind (Material UI 4 under React 18).
  const dark = await page.context().newPage();
  await dark.emulateMedia({ colorScheme: 'dark' });
  await dark.setViewportSize(WIDE);
  await dark.goto(page.url());
  const heading = await page.getByRole('heading').first().innerText();
  await expect(dark.getByRole('heading').first()).toHaveText(heading);
  await expectAccessible(dark);
  await capture(dark, `${name}-dark`);
  await dark.close();
}

async function capture(page: Page, file: string): Promise<void> {
  // Charts and menus have their final shape once nothing moves any more.
  await page.waitForLoadState('networkidle');
  await page.screenshot({
    path: `artifacts/screens/${file}.png`,
    animations: 'disabled',
    fullPage: true,
  });
}
