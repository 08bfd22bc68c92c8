import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { agreement } from '../__fixtures__/agreements';
import { handoff } from '../__fixtures__/handoffs';
import { requestedWaiver } from '../__fixtures__/waivers';
import { waitingItems } from '../__fixtures__/waiting';
import { expectAccessible } from '../__testUtils__/expectAccessible';
import { renderScreen, responseError } from '../__testUtils__/renderScreen';
import { WaitingPage } from './WaitingPage';

const PRODUCT = '/catalog/default/dataproduct/customer-360';

async function rows(): Promise<HTMLElement[]> {
  const list = await screen.findByRole('list', { name: 'Waiting for you' });
  return within(list)
    .getAllByRole('listitem')
    .filter(item => item.parentElement === list);
}

describe('WaitingPage', () => {
  it('says what is asked, about what, for whom, since and until when, and leads there', async () => {
    renderScreen(<WaitingPage />);

    const asked = (await rows()).map(row => {
      const [link] = within(row).getAllByRole('link');
      return [link.textContent, link.getAttribute('href')];
    });
    expect(asked).toEqual([
      [
        'Sign “Schema reviewed” again for release 2.4.0',
        `${PRODUCT}/sign-offs#${handoff.id}/schema`,
      ],
      [
        'Decide whether “Drill in the last 90 days” may fail for a while',
        `${PRODUCT}#${requestedWaiver.id}`,
      ],
      [
        'Accept “Drop the e-mail”, or object to it',
        `${PRODUCT}/changes?change=0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b79`,
      ],
      [
        'Complete the sign-off of release 1.1.0',
        '/catalog/default/decisionpath/monthly-active-customers/sign-offs',
      ],
      [
        'Promise group growth again what was agreed, or propose other terms',
        expect.stringContaining(`${PRODUCT}/sla#`),
      ],
      [
        'Sign the agreement with Finance, or propose other terms',
        `${PRODUCT}/sla#${agreement.id}`,
      ],
    ]);

    const [signOff, waiver, change, completion, breach] = await rows();
    expect(signOff).toHaveTextContent(/was due 3 days ago/);
    expect(signOff).toHaveTextContent(/Sign-off · .*Customer 360/);
    expect(signOff).toHaveTextContent(
      /for Data Governance.*requested by .*cy.*since 3 days ago/,
    );
    expect(waiver).toHaveTextContent(/due in [34] days/);
    expect(waiver).toHaveTextContent('“The drill waits for the new region.”');
    expect(change).toHaveTextContent(
      /Change · .*Customer 360.*May break Revenue, Margin, Forecast \+ 1.*for Finance/,
    );
    expect(completion).not.toHaveTextContent('for Data');
    expect(breach).toHaveTextContent('within 9 h instead of within 6 h');
    expect(breach).not.toHaveTextContent('since');
    await expectAccessible();
  });

  it('narrows it to one kind, which the address keeps', async () => {
    renderScreen(<WaitingPage />);
    const kinds = await screen.findByRole('group', { name: 'Kind' });
    expect(
      within(kinds)
        .getAllByRole('button')
        .map(button => button.textContent),
    ).toEqual([
      'All (6)',
      'Sign-offs (1)',
      'To complete (1)',
      'Agreements (1)',
      'Broken agreements (1)',
      'Waivers (1)',
      'Changes (1)',
    ]);

    await userEvent.click(
      within(kinds).getByRole('button', { name: 'Waivers (1)' }),
    );
    expect(await rows()).toHaveLength(1);
    expect(screen.getByLabelText('address')).toHaveTextContent('/?kind=waiver');
    expect(
      within(kinds).getByRole('button', { name: 'Waivers (1)' }),
    ).toHaveAttribute('aria-pressed', 'true');

    await userEvent.click(
      within(kinds).getByRole('button', { name: 'All (6)' }),
    );
    expect(await rows()).toHaveLength(6);
  });

  it('shows the rest where nothing of the kind is left', async () => {
    renderScreen(<WaitingPage />, {
      at: '/?kind=waiver',
      api: { listWaiting: async () => ({ items: waitingItems.slice(0, 1) }) },
    });
    expect(await rows()).toHaveLength(1);
    // One kind needs no choice.
    expect(screen.queryByRole('group', { name: 'Kind' })).toBeNull();
  });

  it('says that nothing waits', async () => {
    renderScreen(<WaitingPage />, {
      api: { listWaiting: async () => ({ items: [] }) },
    });
    expect(await screen.findByText('Nothing waits for you.')).toBeVisible();
    await expectAccessible();
  });

  it('says what failed, and tries again', async () => {
    const listWaiting = jest
      .fn()
      .mockRejectedValueOnce(responseError(400, 'The clock is wrong'))
      .mockResolvedValue({ items: waitingItems });
    renderScreen(<WaitingPage />, { api: { listWaiting } });
    expect(await screen.findByText(/The clock is wrong/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /again/i }));
    expect(await rows()).toHaveLength(6);
  });

  it('says that it is for people only', async () => {
    renderScreen(<WaitingPage />, {
      api: {
        listWaiting: async () => {
          throw responseError(403, 'Only a person can do this');
        },
      },
    });
    expect(
      await screen.findByText('You cannot see what waits for you.'),
    ).toBeVisible();
  });
});
