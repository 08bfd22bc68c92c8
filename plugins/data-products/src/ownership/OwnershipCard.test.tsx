import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ownership } from '../__fixtures__/answers';
import { customer360 } from '../__fixtures__/entities';
import { tabTo } from '../__testUtils__/tabTo';
import { renderScreen, responseError } from '../__testUtils__/renderScreen';
import { OwnershipCard } from './OwnershipCard';

describe('OwnershipCard', () => {
  it('names the incident contact first, one click away, with how fast it answers', async () => {
    renderScreen(<OwnershipCard />, { entity: customer360 });

    const contacts = await screen.findByRole('list', {
      name: 'Whom to contact',
    });
    const [first, second] = within(contacts).getAllByRole('listitem');
    expect(
      within(first).getByRole('link', {
        name: /Report an incident: PagerDuty/,
      }),
    ).toHaveAttribute('href', 'https://pagerduty.example/customer');
    expect(first).toHaveTextContent('answers within 30 min');
    // A contact that cannot be opened is still named.
    expect(second).toHaveTextContent('Ask a question: #customer-360');

    const ladder = screen.getByRole('list', { name: 'When nobody answers' });
    expect(
      within(ladder)
        .getAllByRole('listitem')
        .map(rung => rung.textContent),
    ).toEqual(['at once Customer Data', 'then after 1\u00a0h Head of Data']);
  });

  it('shows who fills a role, and its mandate on focus', async () => {
    renderScreen(<OwnershipCard />, { entity: customer360 });

    const role = await screen.findByText('Accountable');
    const holders = role.closest('div')!;
    expect(
      within(holders).getByRole('link', { name: 'Customer Data' }),
    ).toHaveAttribute('href', '/catalog/default/group/customer-data');
    expect(holders).toHaveTextContent('5 people');
    expect(
      within(holders).getByRole('link', { name: 'Ada Example' }),
    ).toBeVisible();
    expect(holders).toHaveTextContent('+1');

    act(() => role.focus());
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'Answers for the product as a whole. May decide what is a defect.',
    );
  });

  it('says of a vacancy why it is one, and who can end it', async () => {
    renderScreen(<OwnershipCard />, { entity: customer360 });

    const role = (await screen.findByText('Steward')).closest('div')!;
    expect(within(role).getByText('Vacant')).toBeVisible();
    expect(role).toHaveTextContent(
      'Maya Lind left on 3 Nov 2026 without a successor.',
    );

    const help = within(role).getByRole('button', { name: 'Who can fix this' });
    await tabTo(help);
    await userEvent.keyboard('{Enter}');

    const dialog = await screen.findByRole('dialog', {
      name: 'Steward: who can fix this',
    });
    expect(dialog).toHaveTextContent(
      'Whoever is accountable can name somebody:',
    );
    expect(
      within(dialog).getByRole('link', { name: /customer-data/i }),
    ).toBeVisible();
    expect(dialog).toHaveTextContent('spec.stewards');
    expect(
      within(dialog).getByRole('link', { name: /Edit the definition/ }),
    ).toHaveAttribute('href', 'https://git.example/customer-360.yaml');

    await userEvent.keyboard('{Escape}');
    expect(help).toHaveFocus();
  });

  it('turns to the escalation and the parent group when the owner is empty', async () => {
    renderScreen(<OwnershipCard />, {
      entity: customer360,
      api: {
        getOwnership: async () => ({
          ...ownership,
          contacts: [],
          roles: [
            {
              ...ownership.roles[0],
              vacant: true,
              reason: 'group:default/customer-data has no members',
              members: [{ ...ownership.roles[0].members[0], people: [] }],
            },
          ],
        }),
      },
    });

    expect(await screen.findByText('No incident contact.')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Who can fix this' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByRole('link', { name: /data-office/ }),
    ).toBeVisible();
    expect(
      within(dialog).getByRole('link', { name: /head-of-data/ }),
    ).toBeVisible();
    expect(
      within(dialog).queryByRole('link', { name: /customer-data/ }),
    ).not.toBeInTheDocument();
  });

  it('tells no map yet, not allowed and unreachable apart', async () => {
    const failing = (error: Error) => ({
      entity: customer360,
      api: {
        getOwnership: async () => {
          throw error;
        },
      },
    });
    const absent = renderScreen(
      <OwnershipCard />,
      failing(responseError(404, 'nothing known')),
    );
    expect(await screen.findByText('No ownership map yet.')).toBeVisible();
    absent.unmount();

    const denied = renderScreen(
      <OwnershipCard />,
      failing(responseError(403, 'no')),
    );
    expect(
      await screen.findByText('You cannot see the ownership map.'),
    ).toBeVisible();
    denied.unmount();

    renderScreen(<OwnershipCard />, failing(new TypeError('Failed to fetch')));
    expect(
      await screen.findByRole('alert', {}, { timeout: 3000 }),
    ).toHaveTextContent('The server could not be reached (Failed to fetch).');
  });
});
