import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ChangesQuery } from '@handoff/backstage-plugin-data-products-common';
import { changes } from '../__fixtures__/changes';
import { expectAccessible } from '../__testUtils__/expectAccessible';
import { renderScreen } from '../__testUtils__/renderScreen';
import { ChangesPage } from './ChangesPage';

describe('ChangesPage', () => {
  it('lists changes with how they stand, each linked to its entity’s tab', async () => {
    renderScreen(<ChangesPage />);
    const list = await screen.findByRole('list', { name: 'Changes' });
    const [open, promoted] = within(list).getAllByRole('listitem');
    expect(open).toHaveTextContent(
      /Drop the e-mail.*Customer 360.*affects 3 entities.*Blocked.*Breaking.*waits for Finance/,
    );
    expect(
      within(open).getByRole('link', { name: 'Drop the e-mail' }),
    ).toHaveAttribute(
      'href',
      `/catalog/default/dataproduct/customer-360/changes?change=${changes.items[0].id}`,
    );
    expect(promoted).toHaveTextContent('Promoted');
    await expectAccessible();
  });

  it('keeps its filters in the address', async () => {
    const listChanges = jest.fn(async (query: ChangesQuery) =>
      query.waitingFor ? { items: [], pageInfo: {} } : changes,
    );
    renderScreen(<ChangesPage />, { api: { listChanges }, at: '/?state=open' });
    await waitFor(() =>
      expect(listChanges).toHaveBeenCalledWith(
        expect.objectContaining({ state: 'open', waitingFor: undefined }),
        expect.anything(),
      ),
    );
    await userEvent.selectOptions(
      await screen.findByRole('combobox', { name: 'Show' }),
      'Needs my team',
    );
    expect(
      await screen.findByText('No change waits for you or your teams.'),
    ).toBeVisible();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/?waitingFor=team',
    );
    expect(screen.queryByRole('combobox', { name: 'State' })).toBeNull();
    expect(listChanges).toHaveBeenLastCalledWith(
      expect.objectContaining({ state: undefined, waitingFor: 'team' }),
      expect.anything(),
    );
  });

  it('fetches more on demand', async () => {
    const listChanges = jest.fn(async ({ cursor }: ChangesQuery) =>
      cursor
        ? { items: [changes.items[1]], pageInfo: {} }
        : { items: [changes.items[0]], pageInfo: { nextCursor: 'next' } },
    );
    renderScreen(<ChangesPage />, { api: { listChanges } });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show more' }),
    );
    expect(
      await screen.findByText('Say when customers were merged'),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });
});
