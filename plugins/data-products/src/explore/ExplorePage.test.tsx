import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { emptyList, listItem, readinessList } from '../__fixtures__/answers';
import { renderScreen, responseError } from '../__testUtils__/renderScreen';
import { ExplorePage } from './ExplorePage';

const address = () => screen.getByLabelText('address').textContent;

describe('ExplorePage', () => {
  it('reads a row from left to right: what, whose, whom to ask, may I trust it', async () => {
    renderScreen(<ExplorePage />);

    expect(
      await screen.findByText('412 products and paths · 61 need attention'),
    ).toBeVisible();
    const [, product, path] = screen.getAllByRole('row');

    expect(
      within(product).getByRole('link', { name: 'Customer 360' }),
    ).toHaveAttribute('href', '/catalog/default/dataproduct/customer-360');
    const cells = within(product).getAllByRole('cell');
    expect(cells[0]).toHaveTextContent('Data productCustomer 360');
    expect(cells[1]).toHaveTextContent('Customer Data');
    expect(
      within(cells[2]).getByRole('link', {
        name: /^Report an incident: PagerDuty, answers within 30\smin/,
      }),
    ).toHaveAttribute('href', 'https://pagerduty.example/customer');
    expect(cells[3]).toHaveTextContent('86At risk1 check fails · 1 not known');
    expect(cells[4]).toHaveTextContent(/^1 broken2\shours\sago$/);

    const pathCells = within(path).getAllByRole('cell');
    expect(pathCells[1]).toHaveTextContent('No owner');
    expect(pathCells[2]).toHaveTextContent('No contact');
    expect(pathCells[3]).toHaveTextContent('31Not ready2 checks fail');
    expect(pathCells[4]).toHaveTextContent('Not observed');
  });

  it('keeps filters in the address, both ways', async () => {
    const listReadiness = jest.fn(async () => readinessList);
    renderScreen(<ExplorePage />, {
      at: '/?owner=group:default/customer-data&nested=true&level=not-ready&level=nonsense',
      api: { listReadiness },
    });
    await screen.findByText('Customer 360');
    expect(listReadiness).toHaveBeenLastCalledWith(
      {
        owner: ['group:default/customer-data'],
        nested: true,
        level: ['not-ready'],
        limit: 25,
      },
      expect.anything(),
    );

    await userEvent.click(screen.getByRole('button', { name: 'Stage' }));
    const dialog = await screen.findByRole('dialog', { name: 'Stage' });
    await userEvent.click(
      await within(dialog).findByRole('checkbox', {
        name: 'In production (300)',
      }),
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(address()).toContain('lifecycle=production'));
    expect(listReadiness).toHaveBeenLastCalledWith(
      expect.objectContaining({ lifecycle: ['production'] }),
      expect.anything(),
    );

    await userEvent.click(
      screen.getByRole('button', { name: /Readiness: Not ready/ }),
    );
    expect(address()).toBe(
      '/?owner=group%3Adefault%2Fcustomer-data&nested=true&lifecycle=production',
    );
  });

  it('finds what no team has, which no team has as well', async () => {
    const listReadiness = jest.fn(async () => readinessList);
    renderScreen(<ExplorePage />, {
      at: '/?unowned=true',
      api: { listReadiness },
    });
    await screen.findByText('Customer 360');
    expect(listReadiness).toHaveBeenLastCalledWith(
      { unowned: true, limit: 25 },
      expect.anything(),
    );

    await userEvent.click(screen.getByRole('button', { name: 'Team · 1' }));
    const dialog = await screen.findByRole('dialog', { name: 'Team' });
    expect(
      await within(dialog).findByRole('checkbox', { name: 'Without an owner' }),
    ).toBeChecked();
    await userEvent.click(
      within(dialog).getByRole('checkbox', { name: /^Customer Data/ }),
    );
    expect(address()).toBe(
      '/?owner=group%3Adefault%2Fcustomer-data&nested=true',
    );
    await userEvent.click(
      within(dialog).getByRole('checkbox', { name: 'Without an owner' }),
    );
    await userEvent.keyboard('{Escape}');
    expect(address()).toBe('/?unowned=true');

    await userEvent.click(
      await screen.findByRole('button', { name: /^Without an owner/ }),
    );
    expect(address()).toBe('/');
  });

  it('says that an owner is vacant, and why on focus', async () => {
    renderScreen(<ExplorePage />, {
      api: {
        listReadiness: async () => ({
          ...readinessList,
          items: [
            listItem({
              ownerRef: 'user:default/rasmus-eklund',
              ownerTitle: undefined,
              ownerVacant: true,
            }),
          ],
        }),
      },
    });
    const vacant = await screen.findByText('vacant');
    expect(vacant.closest('td')).toHaveTextContent('rasmus-eklundvacant');
    await userEvent.tab();
    act(() => vacant.focus());
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'The catalog has nobody of this name.',
    );
  });

  it('searches once typing pauses, from the first page', async () => {
    const listReadiness = jest.fn(async () => readinessList);
    renderScreen(<ExplorePage />, {
      at: '/?cursor=page-2',
      api: { listReadiness },
    });
    await screen.findByText('Customer 360');
    const before = listReadiness.mock.calls.length;

    await userEvent.type(
      screen.getByRole('searchbox', {
        name: 'Search data products and decision paths',
      }),
      'custom',
    );

    await waitFor(() => expect(address()).toBe('/?q=custom'));
    expect(listReadiness).toHaveBeenLastCalledWith(
      { q: 'custom', limit: 25 },
      expect.anything(),
    );
    expect(listReadiness.mock.calls.length).toBe(before + 1);
  });

  it('turns pages by cursor, there and back, and keeps the page while it turns', async () => {
    const pages: Record<string, typeof readinessList> = {
      'page-2': {
        ...readinessList,
        items: [listItem({ title: 'Orders' })],
        pageInfo: {},
      },
    };
    const listReadiness = jest.fn(
      async (query: { cursor?: string }) =>
        pages[query.cursor ?? ''] ?? readinessList,
    );
    renderScreen(<ExplorePage />, { api: { listReadiness } });
    await screen.findByText('Customer 360');
    expect(screen.getByText('Page 1')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();

    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByText('Orders')).toBeVisible();
    expect(address()).toBe('/?cursor=page-2');
    expect(screen.getByText('Page 2')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();

    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    expect(await screen.findByText('Customer 360')).toBeVisible();
    expect(address()).toBe('/');
  });

  it('sorts by the column heads, which say so', async () => {
    const listReadiness = jest.fn(async () => readinessList);
    renderScreen(<ExplorePage />, { api: { listReadiness } });
    const table = await screen.findByRole('table');
    const head = within(table).getByRole('columnheader', { name: 'Readiness' });

    await userEvent.click(within(head).getByRole('button'));
    expect(address()).toBe('/?orderBy=score');
    expect(head).toHaveAttribute('aria-sort', 'ascending');

    await userEvent.click(within(head).getByRole('button'));
    expect(listReadiness).toHaveBeenLastCalledWith(
      { orderBy: '-score', limit: 25 },
      expect.anything(),
    );
    expect(screen.getByRole('combobox', { name: 'Sort by' })).toHaveValue(
      '-score',
    );
  });

  it('says which filter to loosen when nothing matches', async () => {
    const listReadiness = jest.fn(
      async (query: { q?: string; lifecycle?: string[] }) => {
        if (query.q && query.lifecycle) {
          return emptyList;
        }
        return { ...emptyList, totalItems: query.q ? 2 : 40 };
      },
    );
    renderScreen(<ExplorePage />, {
      at: '/?q=tent&lifecycle=retired',
      api: { listReadiness },
    });

    const advice = (
      await screen.findByText('Nothing matches all of these filters.')
    ).closest<HTMLElement>('[role=status]')!;
    await waitFor(() =>
      expect(
        within(advice)
          .getAllByRole('listitem')
          .map(item => item.textContent),
      ).toEqual([
        'Remove Search: “tent” → 40 results',
        'Remove Stage: Retired → 2 results',
        'Clear all filters',
      ]),
    );

    await userEvent.click(
      within(advice).getByRole('button', { name: /Remove Stage/ }),
    );
    expect(address()).toBe('/?q=tent');
  });

  it('filters by what the reader owns or has starred', async () => {
    const listReadiness = jest.fn(async () => readinessList);
    renderScreen(<ExplorePage />, {
      starred: ['dataproduct:default/customer-360', 'component:default/web'],
      api: { listReadiness },
    });
    await screen.findByText('Customer 360');

    await userEvent.click(screen.getByRole('button', { name: 'Starred' }));
    await waitFor(() =>
      expect(listReadiness).toHaveBeenLastCalledWith(
        { entityRef: ['dataproduct:default/customer-360'], limit: 25 },
        expect.anything(),
      ),
    );
    expect(screen.getByRole('button', { name: 'Starred' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );

    await userEvent.click(screen.getByRole('button', { name: 'Mine' }));
    await waitFor(() =>
      expect(listReadiness).toHaveBeenLastCalledWith(
        expect.objectContaining({
          owner: ['user:default/ada', 'group:default/customer-data'],
        }),
        expect.anything(),
      ),
    );
  });

  it('asks nothing of the server when nothing is starred, and says so', async () => {
    const listReadiness = jest.fn(async () => readinessList);
    renderScreen(<ExplorePage />, {
      at: '/?starred=true',
      api: { listReadiness },
    });

    expect(
      await screen.findByText(/You have starred no data product yet/),
    ).toBeVisible();
    expect(listReadiness).not.toHaveBeenCalledWith(
      expect.objectContaining({ entityRef: expect.anything() }),
      expect.anything(),
    );
  });

  it('tells an empty portal from a failure', async () => {
    const empty = renderScreen(<ExplorePage />, {
      api: { listReadiness: async () => emptyList },
    });
    expect(
      await screen.findByText('No data product or decision path is here yet.'),
    ).toBeVisible();
    empty.unmount();

    renderScreen(<ExplorePage />, {
      api: {
        listReadiness: async () => {
          throw responseError(400, 'the cursor is of another query');
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The server answered 400: the cursor is of another query',
    );
  });
});
