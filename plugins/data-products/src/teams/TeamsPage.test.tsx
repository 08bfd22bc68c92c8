import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { team, teams } from '../__fixtures__/answers';
import { customerData } from '../__fixtures__/entities';
import { renderScreen, responseError } from '../__testUtils__/renderScreen';
import { GroupReadinessCard } from './GroupReadinessCard';
import { TeamsPage } from './TeamsPage';

describe('TeamsPage', () => {
  it('shows what nobody owns first, then teams as a tree with what to do', async () => {
    renderScreen(<TeamsPage />);
    const table = await screen.findByRole('table', {
      name: 'Readiness of teams',
    });
    const [, unowned, office, customer] = within(table).getAllByRole('row');

    expect(unowned).toHaveTextContent(
      'Without an owner202 products and paths2 not ready',
    );
    expect(
      within(unowned).getByRole('link', { name: /^2 products and paths$/ }),
    ).toHaveAttribute('href', '/data-products/explore?unowned=true');
    expect(office).toHaveTextContent(/Data Office72\+9 in 30 days/);
    expect(office).toHaveTextContent('8 ready4 at risk2 not ready');
    expect(office).toHaveTextContent('Roles filled: fixes 3, +9 points');
    expect(
      within(office).getByRole('link', { name: '14 products and paths' }),
    ).toHaveAttribute(
      'href',
      '/data-products/explore?owner=group%3Adefault%2Fdata-office&nested=true',
    );
    expect(
      within(office).getByRole('link', { name: 'Roles filled' }),
    ).toHaveAttribute('href', expect.stringContaining('check=roles-filled'));
    expect(customer).toHaveTextContent(/Customer Data72−3 in 30 days/);
    expect(within(table).queryByText('Identity Resolution')).toBeNull();

    await userEvent.click(
      within(customer).getByRole('button', { name: 'Teams of Customer Data' }),
    );
    expect(within(table).getByText('Identity Resolution')).toBeVisible();
    await userEvent.click(
      within(office).getByRole('button', { name: 'Teams of Data Office' }),
    );
    expect(within(table).queryByText('Customer Data')).toBeNull();
  });

  it('reads every page of teams', async () => {
    const listTeams = jest.fn(async (page: { cursor?: string }) =>
      page.cursor
        ? { ...teams, items: teams.items.slice(0, 2) }
        : {
            ...teams,
            items: teams.items.slice(2),
            pageInfo: { nextCursor: 'more' },
          },
    );
    renderScreen(<TeamsPage />, { api: { listTeams } });

    expect(await screen.findByText('Data Office')).toBeVisible();
    expect(screen.getByText('Customer Data')).toBeVisible();
  });

  it('shows domains, and those that have none', async () => {
    renderScreen(<TeamsPage />);
    const table = await screen.findByRole('table', {
      name: 'Readiness of domains',
    });
    const [, customer, none] = within(table).getAllByRole('row');
    expect(customer).toHaveTextContent(/customer71\+11 in 30 days/);
    expect(none).toHaveTextContent('Without a domain12');
    expect(
      within(customer).getByRole('link', { name: '12 products and paths' }),
    ).toHaveAttribute('href', '/data-products/explore?domain=customer');
  });

  it('fails part by part', async () => {
    renderScreen(<TeamsPage />, {
      api: {
        listTeams: async () => {
          throw responseError(400, 'no such cursor');
        },
        listDomains: async () => ({ items: [] }),
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Could not load the teams.',
    );
    expect(
      await screen.findByText('No data product names a domain yet.'),
    ).toBeVisible();
  });
});

describe('GroupReadinessCard', () => {
  it('says how the group stands, what to do first, and how the teams below do', async () => {
    renderScreen(<GroupReadinessCard />, { entity: customerData });

    expect(await screen.findByText('+9 in 30 days')).toBeVisible();
    expect(screen.getByText('What to do first')).toBeVisible();
    expect(screen.getByText(/fixes 3/)).toHaveTextContent('fixes 3, +9 points');
    expect(screen.getByRole('link', { name: 'Customer Data' })).toBeVisible();
    expect(
      screen.getByRole('img', { name: 'From 62 to 72 points' }),
    ).toBeInTheDocument();
  });

  it('says that a small gain is one, and draws no line of one day', async () => {
    renderScreen(<GroupReadinessCard />, {
      entity: customerData,
      api: {
        getTeam: async () => ({
          ...team,
          trend: team.trend.slice(-1),
          topFailing: [{ ...team.topFailing[0], count: 1, gain: 0.3 }],
        }),
      },
    });
    expect(await screen.findByText('fixes 1, +<1 point')).toBeVisible();
    expect(screen.getByText(/72 points all the time/)).toBeVisible();
    expect(screen.queryByRole('img', { name: /points/ })).toBeNull();
  });

  it('says when a group owns nothing', async () => {
    renderScreen(<GroupReadinessCard />, {
      entity: customerData,
      api: {
        getTeam: async () => {
          throw responseError(404, 'owns nothing');
        },
      },
    });
    expect(
      await screen.findByText('This team owns no data product.'),
    ).toBeVisible();
  });
});
