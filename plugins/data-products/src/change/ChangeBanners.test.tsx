import { screen, waitFor, within } from '@testing-library/react';
import {
  ChangesQuery,
  ChangeSummary,
} from '@handoff/backstage-plugin-data-products-common';
import { change, changes } from '../__fixtures__/changes';
import { customer360, monthlyActives } from '../__fixtures__/entities';
import { expectAccessible } from '../__testUtils__/expectAccessible';
import { renderScreen } from '../__testUtils__/renderScreen';
import { ChangeBanners } from './ChangeBanners';

const [open] = changes.items;

const listing = (items: ChangeSummary[]) =>
  jest.fn(async (_query: ChangesQuery) => ({ items, pageInfo: {} }));

describe('ChangeBanners', () => {
  it('tells which change would break it, and who has to answer until when', async () => {
    const listChanges = listing([open]);
    renderScreen(<ChangeBanners />, {
      entity: monthlyActives,
      api: { listChanges },
    });
    const banner = await screen.findByRole('region', {
      name: 'Changes that would break this',
    });
    expect(banner).toHaveTextContent(
      'A change of Customer 360 would break this: Drop the e-mail',
    );
    await waitFor(() =>
      expect(banner).toHaveTextContent(
        /Blocked · Finance has to answer until \w+ \d+, \d{4}/,
      ),
    );
    // Growth has answered.
    expect(banner).not.toHaveTextContent('Growth');
    expect(
      within(banner).getByRole('link', {
        name: 'See the change “Drop the e-mail”',
      }),
    ).toHaveAttribute(
      'href',
      `/catalog/default/dataproduct/customer-360/changes?change=${open.id}`,
    );
    expect(listChanges).toHaveBeenCalledWith(
      expect.objectContaining({
        affecting: 'decisionpath:default/monthly-active-customers',
        state: 'open',
      }),
      expect.anything(),
    );
    await expectAccessible();
  });

  it('counts what does not fit, and leaves out what breaks nothing', async () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map(
      (id): ChangeSummary => ({
        ...open,
        id,
        title: `Change ${id}`,
        effect: id === 'a' ? 'compatible' : 'unknown',
      }),
    );
    renderScreen(<ChangeBanners />, {
      entity: monthlyActives,
      api: { listChanges: listing(many) },
    });
    expect(
      await screen.findByText('1 more change would break this, or may.'),
    ).toBeVisible();
    expect(
      screen.getByText('A change of Customer 360 may break this: Change b'),
    ).toBeVisible();
    expect(screen.queryByText(/Change a/)).toBeNull();
  });

  it('is silent about changes of the entity itself', async () => {
    const listChanges = listing([open]);
    const getChange = jest.fn(async () => change);
    renderScreen(<ChangeBanners />, {
      entity: customer360,
      api: { listChanges, getChange },
    });
    await waitFor(() => expect(listChanges).toHaveBeenCalled());
    expect(screen.queryByText(/would break this/)).toBeNull();
    expect(getChange).not.toHaveBeenCalled();
  });
});
