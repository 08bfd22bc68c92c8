import { Page } from '@playwright/test';
import { expectAccessible } from './support/expectAccessible';
import { expect, test } from './support/portalTest';
import { reviewScreen } from './support/reviewScreen';

const SLA_TAB = '/catalog/default/dataproduct/customer-360/sla';

/** The agreement with a consumer, which the example company makes at its start. */
function agreementWith(page: Page, consumer: string) {
  return page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: consumer }) });
}

test.describe('an analyst of another team', () => {
  test.use({ person: 'daniel-ferreira' });

  test('sees what is agreed, cannot sign it, and is told who can', async ({
    page,
  }) => {
    await page.goto(SLA_TAB);
    const growth = agreementWith(page, 'Growth');
    await expect(growth.getByText(/waits for Customer Data/)).toBeVisible({
      timeout: 60_000,
    });
    const sign = growth.getByRole('button', { name: 'Sign', exact: true });
    await expect(sign).toHaveAttribute('aria-disabled', 'true');
    await expect(sign).toHaveAccessibleDescription(
      /takes a member of Customer Data/,
    );
    await expect(
      agreementWith(page, 'Finance').getByText('In force'),
    ).toBeVisible();
    await reviewScreen(page, 'agreements');
  });
});

test.describe('the lead of the providing team', () => {
  test.use({ person: 'priya-raman' });

  test('signs what the consumer proposed, and sees what it means', async ({
    page,
  }) => {
    await page.goto(SLA_TAB);
    const growth = agreementWith(page, 'Growth');
    await growth
      .getByRole('button', { name: 'Sign', exact: true })
      .click({ timeout: 60_000 });
    const dialog = page.getByRole('dialog', {
      name: 'Sign the agreement with Growth',
    });
    // It shows what is signed, and that less is promised so far.
    await expect(
      dialog
        .getByRole('list', { name: 'Promises' })
        .getByText(/^fresh within 4\sh/i),
    ).toBeVisible();
    await expect(dialog.getByText('Weaker in target')).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: 'artifacts/screens/sign-agreement.png' });
    await dialog
      .getByRole('button', { name: 'Sign revision 1 for Customer Data' })
      .click();

    await expect(growth.getByText('In force')).toBeVisible();
    await expect(growth.getByText(/^Breached by change/)).toBeVisible();
    await expect(
      growth.getByRole('link', { name: 'Priya Raman' }),
    ).toBeVisible();
  });
});
