import { expect, test } from './support/portalTest';
import { reviewScreen } from './support/reviewScreen';

test('pick a person, find data products first, sign out again', async ({
  page,
}) => {
  await page.goto('/');
  await expect(
    page.getByRole('heading', { name: 'Who are you today?' }),
  ).toBeVisible();
  await reviewScreen(page, 'sign-in');

  await page.getByRole('button', { name: /^Daniel Ferreira/ }).click();
  await expect(page).toHaveURL(/\/data-products/);

  // A reload keeps the person.
  await page.reload();
  await expect(page).toHaveURL(/\/data-products/);

  await page.goto('/settings');
  await expect(page.getByText('Daniel Ferreira').first()).toBeVisible();
  await page.getByTestId('user-settings-menu').click();
  await page.getByTestId('sign-out').click();
  await expect(
    page.getByRole('heading', { name: 'Who are you today?' }),
  ).toBeVisible();
});

test('somebody who is not in the catalog learns why', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Somebody else' }).fill('nobody');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText(
    'Nobody is called "nobody" in the catalog',
  );
  await page.getByRole('button', { name: 'Choose somebody else' }).click();
  await expect(
    page.getByRole('button', { name: /^Priya Raman/ }),
  ).toBeVisible();
});
