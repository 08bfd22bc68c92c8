import AxeBuilder from '@axe-core/playwright';
import { expect, Page } from '@playwright/test';

/**
 * Fails when axe finds a serious or critical violation by the rules that it
 * holds for settled, in the light theme or in the dark one.
 */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Judged is the screen, not its way there; Backstage's spinners have no name.
    await expect(page.getByRole('progressbar')).toHaveCount(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) =>
        nodes
          .filter(({ html }) => !isKnown(id, html))
          .map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`),
      );
    expect(serious, `accessibility in the ${colorScheme} theme`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/**
 * Violations of Backstage's own, which a plugin cannot mend: the tabs of a
 * page header (`@backstage/ui` 0.18) name a panel that is never rendered.
 */
function isKnown(rule: string, html: string): boolean {
  return rule === 'aria-valid-attr-value' && html.includes('bui-Tab');
}
