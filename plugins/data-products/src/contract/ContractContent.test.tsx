import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { parse } from 'yaml';
import { customer360 } from '../__fixtures__/entities';
import { renderScreen } from '../__testUtils__/renderScreen';
import { ContractContent } from './ContractContent';

function productWith(contract: unknown): typeof customer360 {
  return {
    ...customer360,
    spec: { ...customer360.spec, contract: contract as {} },
  };
}

describe('ContractContent', () => {
  it('is a data dictionary with expectations, promises and parties', async () => {
    renderScreen(<ContractContent />, { entity: customer360 });

    expect(await screen.findByText('Customer 360 contract')).toBeVisible();
    const customers = screen.getByRole('region', {
      name: /^customers/,
    });
    expect(customers).toHaveTextContent('One row stands forOne customer');
    const table = within(customers).getByRole('table');
    const [, id, email] = within(table).getAllByRole('row');
    expect(id).toHaveTextContent('customer_idprimary key');
    expect(id).toHaveTextContent('stringvarchar(36)');
    expect(id).toHaveTextContent('required, unique');
    expect(email).toHaveTextContent('1 quality rule');
    expect(email).toHaveTextContent('Restricted');

    const quality = screen.getByRole('table', { name: 'Quality expectations' });
    expect(quality).toHaveTextContent(
      'E-mails are therecustomers.emailCompletenessNull values < 2 %',
    );
    expect(screen.getByText(/99 % of the time/)).toBeVisible();
    expect(screen.getByText('maya.lind')).toBeVisible();
    expect(
      screen.getByText(/part of the contract could not be understood/),
    ).toBeVisible();
    expect(screen.getByText('/spec/contract/colour')).toBeVisible();
  });

  it('searches through the columns of every schema', async () => {
    renderScreen(<ContractContent />, { entity: customer360 });

    const search = await screen.findByRole('searchbox', {
      name: 'Search columns',
    });
    await userEvent.type(search, 'confirmed mail');
    expect(screen.getByText('1 of 3 columns')).toBeVisible();
    expect(screen.getByRole('link', { name: 'email' })).toBeVisible();
    expect(screen.queryByText('merged_at')).toBeNull();

    await userEvent.type(search, ' nowhere');
    expect(
      screen.getByText(/No column has “confirmed mail nowhere”/),
    ).toBeVisible();
  });

  it('brings the column that the address points at into view', async () => {
    const scrolledTo: string[] = [];
    Element.prototype.scrollIntoView = function scrollIntoView(this: Element) {
      scrolledTo.push(this.textContent ?? '');
    };
    renderScreen(<ContractContent />, {
      entity: customer360,
      at: '/#customers.email',
    });

    await screen.findByText('Customer 360 contract');
    expect(scrolledTo).toEqual([expect.stringContaining('email')]);

    await userEvent.click(screen.getByRole('link', { name: 'merged_at' }));
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/#merges.merged_at',
    );
    expect(scrolledTo).toHaveLength(2);
  });

  it('says how to begin when there is no contract', async () => {
    renderScreen(<ContractContent />, {
      entity: productWith(undefined),
    });
    expect(
      await screen.findByText('This product has no contract yet.'),
    ).toBeVisible();
    // The promises that the entity makes itself are there all the same.
    expect(screen.getByText(/99 % of the time/)).toBeVisible();
  });

  it('shows what it can of a document that is none', async () => {
    renderScreen(<ContractContent />, {
      entity: productWith({ kind: 'Recipe', schema: 'flour' }),
    });
    expect(
      await screen.findByText(/of the contract could not be understood/),
    ).toBeVisible();
  });

  describe('on the sample contracts', () => {
    const folder = join(__dirname, '../../../../../shared/data/odcs');
    const files = existsSync(folder) ? readdirSync(folder) : [];
    if (files.length === 0) {
      // eslint-disable-next-line no-console
      console.info('No sample contracts beside the project: not shown here.');
    }

    it('shows every one of them', async () => {
      for (const file of files) {
        const contract = parse(readFileSync(join(folder, file), 'utf8'));
        const rendered = renderScreen(<ContractContent />, {
          entity: productWith(contract),
        });
        expect(await screen.findByText('Data dictionary')).toBeVisible();
        rendered.unmount();
      }
    });
  });
});
