import { expectAccessible } from './support/expectAccessible';
import { expect, test } from './support/portalTest';
import { reviewScreen } from './support/reviewScreen';

const SIGN_OFFS = '/catalog/default/dataproduct/customer-360/sign-offs';

test.describe('an analyst', () => {
  test.use({ person: 'daniel-ferreira' });

  test('sees what a release waits for, and who can sign it', async ({
    page,
  }) => {
    await page.goto(SIGN_OFFS);
    await expect(page.getByText('9 of 10 done')).toBeVisible({
      timeout: 60_000,
    });
    const sign = page.getByRole('button', { name: 'Sign “Access review”' });
    await expect(sign).toHaveAttribute('aria-disabled', 'true');
    await expect(sign).toHaveAccessibleDescription(
      /takes a member of Data Governance\. Members: .*Linnea Strand/,
    );
    await reviewScreen(page, 'sign-offs');
  });
});

test.describe('a data steward', () => {
  test.use({ person: 'linnea-strand' });

  test('signs what is theirs, and the release waits to be completed', async ({
    page,
  }) => {
    await page.goto('/data-products/waiting');
    const asked = page
      .getByRole('listitem')
      .filter({ hasText: 'Customer 360' })
      .getByRole('link', { name: /^Sign “Access review” for release / });
    await expect(asked).toBeVisible({ timeout: 60_000 });
    await expect(
      page.getByRole('tab', { name: /^Waiting for me \(\d+\)$/ }),
    ).toBeVisible();
    await reviewScreen(page, 'waiting');

    await asked.click();
    await expect(page).toHaveURL(/\/sign-offs#/);
    await page
      .getByRole('button', { name: 'Sign “Access review”' })
      .click({ timeout: 60_000 });
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(/2\.3\.0/).first()).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: 'artifacts/screens/sign-item.png' });
    await dialog.getByRole('button', { name: /^Sign for / }).click();

    await expect(page.getByText('10 of 10 done')).toBeVisible();
    await expect(
      page.getByRole('link', { name: 'Linnea Strand' }),
    ).toBeVisible();
  });
});

test.describe('the owner', () => {
  test.use({ person: 'priya-raman' });

  test('completes what is approved', async ({ page }) => {
    await page.goto(SIGN_OFFS);
    await page
      .getByRole('button', { name: 'Complete', exact: true })
      .click({ timeout: 60_000 });
    await expect(page.getByText('Signed off').first()).toBeVisible();
    await page.goto('/catalog/default/dataproduct/customer-360');
    await expect(page.getByText('No sign-off recorded yet.')).toBeHidden();
  });
});
