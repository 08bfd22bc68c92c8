import { expect, test } from './support/portalTest';
import { reviewScreen } from './support/reviewScreen';

test.use({ person: 'daniel-ferreira' });

test('an analyst finds a product, its owner and whom to call', async ({
  page,
}) => {
  await page.goto('/');
  const products = page.getByRole('table', {
    name: 'Data products and decision paths',
  });
  await expect(products.getByRole('row')).not.toHaveCount(0);
  await expect(
    page.getByText(/\d+ products and paths · \d+ need attention/),
  ).toBeVisible();
  await reviewScreen(page, 'explore');

  await page
    .getByRole('searchbox', {
      name: 'Search data products and decision paths',
    })
    .fill('customer 360');
  // The address can be sent to somebody else.
  await expect(page).toHaveURL(/q=customer/);
  await products.getByRole('link', { name: 'Customer 360' }).click();

  await expect(
    page.getByRole('heading', { name: 'Customer 360', level: 2 }),
  ).toBeVisible();
  const incident = page.getByRole('link', { name: /Report an incident/ });
  await expect(incident).toBeInViewport();
  await expect(incident).toHaveAttribute('href', /^https:\/\//);
  await expect(page.getByText('answers within 30 min').first()).toBeVisible();
  await expect(
    page.getByRole('link', { name: 'Customer Data' }).first(),
  ).toBeVisible();
  // Its steward left, and nobody took over.
  await expect(page.getByText('Vacant', { exact: true })).toBeVisible();
  await reviewScreen(page, 'data-product');
});

test('an analyst reads what was promised, and whether it is kept', async ({
  page,
}) => {
  await page.goto('/catalog/default/dataproduct/customer-360');
  await page
    .getByRole('navigation', { name: 'Content navigation' })
    .getByRole('link', { name: 'Contract' })
    .click();
  await expect(page.getByRole('table').first()).toBeVisible();
  await reviewScreen(page, 'contract');

  await page
    .getByRole('navigation', { name: 'Content navigation' })
    .getByRole('link', { name: 'SLA' })
    .click();
  // Its load stands still: broken, by how much, and what may still go wrong.
  const fresh = page
    .getByRole('listitem')
    .filter({ hasText: 'fresh-by-morning' });
  await expect(fresh.getByText(/promised is at most 6 h/)).toBeVisible({
    timeout: 60_000,
  });
  await fresh.getByRole('button', { name: 'Show the values' }).click();
  await expect(
    fresh.getByRole('img', { name: /^Values of fresh within/i }),
  ).toBeVisible();
  await reviewScreen(page, 'sla');
});

test('filters live in the address, and an empty answer says what to loosen', async ({
  page,
}) => {
  await page.goto('/data-products/explore?level=ready&q=nothing-is-called-so');
  await expect(
    page.getByText('Nothing matches all of these filters.'),
  ).toBeVisible();
  await reviewScreen(page, 'explore-no-match');
});
