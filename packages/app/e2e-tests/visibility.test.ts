import { expect, test } from './support/portalTest';

// The example product that only its owners and Data Governance may see.
const RESTRICTED = 'Budget plan';

test.describe('as an analyst', () => {
  test.use({ person: 'daniel-ferreira' });

  test('what is restricted is not there, also not in counts', async ({
    page,
  }) => {
    await page.goto(
      `/data-products/explore?q=${encodeURIComponent(RESTRICTED)}`,
    );
    await expect(
      page.getByText('Nothing matches all of these filters.'),
    ).toBeVisible();
  });
});

test.describe('as a data steward', () => {
  test.use({ person: 'linnea-strand' });

  test('it is there', async ({ page }) => {
    await page.goto(
      `/data-products/explore?q=${encodeURIComponent(RESTRICTED)}`,
    );
    await expect(page.getByRole('link', { name: RESTRICTED })).toBeVisible();
  });
});
