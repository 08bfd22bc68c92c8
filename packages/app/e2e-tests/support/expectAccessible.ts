import AxeBuilder from '@axe-core/playwright';
import { expect, Page } from '@playwright/test';

/**
 * Fails when axe finds a serious or critical violation, by the rules that it
 * holds for settled, in what a page shows.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await expectSettled(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes
        .filter(({ html }) => !isKnown(id, html))
        .map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`),
    );
  expect(serious, `accessibility of ${page.url()}`).toEqual([]);
}

/**
 * Judged is the screen, not its way there: Backstage's spinners have no name.
 * They also show up late, a quarter of a second after the loading began.
 */
async function expectSettled(page: Page): Promise<void> {
  const spinners = page.getByRole('progressbar');
  await expect(async () => {
    await expect(spinners).toHaveCount(0);
    await page.waitForTimeout(600);
    expect(await spinners.count()).toBe(0);
  }).toPass();
}

/**
 * Violations of Backstage's own, which a plugin cannot mend: the tabs of a
 * page header (`@backstage/ui` 0.18) name a panel that is never rendered.
 */
function isKnown(rule: string, html: string): boolean {
  return rule === 'aria-valid-attr-value' && html.includes('bui-Tab');
}
