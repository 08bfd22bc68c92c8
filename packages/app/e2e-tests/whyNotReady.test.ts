import { expect, test } from './support/portalTest';
import { reviewScreen } from './support/reviewScreen';

test.use({ person: 'maya-lindqvist' });

test('the head of data sees why a decision path is not ready', async ({
  page,
}) => {
  await page.goto('/data-products/explore?kind=DecisionPath&level=not-ready');
  await page.getByRole('link', { name: 'Ad spend allocation' }).click();
  await expect(
    page.getByRole('heading', { name: 'Ad spend allocation', level: 2 }),
  ).toBeVisible();

  const failing = page.getByRole('list', {
    name: 'Checks that need attention',
  });
  const owner = failing
    .getByRole('listitem')
    .filter({ hasText: 'One named owner' });
  await expect(owner).toContainText('is not in the catalog');
  const rollback = failing
    .getByRole('listitem')
    .filter({ hasText: 'No rollback is described' });
  // What to do about it.
  await expect(rollback).toContainText('→');

  // The way from the source event to feedback, step by step.
  await expect(page.getByText(/Weakest step/)).toBeVisible();
  await reviewScreen(page, 'decision-path');
});
