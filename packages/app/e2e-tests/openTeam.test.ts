import { expect, test } from './support/portalTest';
import { reviewScreen } from './support/reviewScreen';

test.use({ person: 'priya-raman' });

test('a team lead sees how the team stands and what to do first', async ({
  page,
}) => {
  await page.goto('/data-products');
  await page.getByRole('tab', { name: 'Teams' }).click();
  const teams = page.getByRole('table', { name: 'Readiness of teams' });
  await expect(teams.getByRole('link', { name: 'Data Office' })).toBeVisible();
  await expect(
    page.getByRole('table', { name: 'Readiness of domains' }),
  ).toBeVisible();
  await reviewScreen(page, 'teams');

  const below = teams.getByRole('button', { name: 'Teams of Data Office' });
  if ((await below.getAttribute('aria-expanded')) === 'false') {
    await below.click();
  }
  await teams.getByRole('link', { name: 'Customer Data', exact: true }).click();
  await expect(
    page.getByRole('heading', { name: 'Customer Data', level: 2 }),
  ).toBeVisible();
  await expect(page.getByText('What to do first')).toBeVisible();
  await expect(page.getByText('Teams below')).toBeVisible();
  await reviewScreen(page, 'team');

  await page
    .getByRole('link', { name: /^\d+ products and paths$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/owner=group/);
  await expect(page.getByRole('link', { name: 'Customer 360' })).toBeVisible();
});
