import { Page } from '@playwright/test';

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 400, height: 800 };

/**
 * Keeps pictures of the screen in artifacts/screens: wide, narrow, and wide in
 * the dark theme. Leaves the page as it was.
 *
 * @param name - how the files are called, such as `explore`
 */
export async function captureScreen(page: Page, name: string): Promise<void> {
  const capture = async (variant: string) => {
    // Charts and menus have their final shape once nothing moves any more.
    await page.waitForLoadState('networkidle');
    await page.screenshot({
      path: `artifacts/screens/${name}-${variant}.png`,
      animations: 'disabled',
      fullPage: true,
    });
  };
  await page.setViewportSize(WIDE);
  await capture('wide');
  await page.emulateMedia({ colorScheme: 'dark' });
  await capture('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(NARROW);
  await capture('narrow');
  await page.setViewportSize(WIDE);
}
