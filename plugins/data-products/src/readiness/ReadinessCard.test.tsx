import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { readiness } from '../__fixtures__/answers';
import { customer360 } from '../__fixtures__/entities';
import { tabTo } from '../__testUtils__/tabTo';
import { renderScreen, responseError } from '../__testUtils__/renderScreen';
import { ReadinessCard } from './ReadinessCard';

describe('ReadinessCard', () => {
  it('says the score in words, whose turn it is, and what fails first', async () => {
    renderScreen(<ReadinessCard />, { entity: customer360 });

    expect(await screen.findByText('At risk')).toBeVisible();
    expect(screen.getByText('86')).toBeVisible();
    expect(screen.getByText('Whose turn:').parentElement).toHaveTextContent(
      'Whose turn: data-platform (1), Steward (vacant) (1)',
    );

    const open = screen.getByRole('list', {
      name: 'Checks that need attention',
    });
    expect(
      within(open)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      expect.stringMatching(
        /^Roles filled fails.*→ Name a steward\..*nobody yet/,
      ),
      expect.stringMatching(
        /^Drill in the last 90 days not known · recommended/,
      ),
      expect.stringMatching(/^Cost budget waived until Dec 12, 2026/),
    ]);
    expect(
      await screen.findByRole('img', { name: 'From 72 to 86 points' }),
    ).toBeInTheDocument();
  });

  it('shows what passes on demand, with the keyboard', async () => {
    renderScreen(<ReadinessCard />, { entity: customer360 });

    const more = await screen.findByRole('button', {
      name: '2 more pass · 1 does not apply · show',
    });
    expect(screen.queryByText('Escalation')).not.toBeInTheDocument();

    await tabTo(more);
    await userEvent.keyboard('{Enter}');

    expect(more).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByText('Escalation')).toBeVisible();
    expect(screen.getByText('Do not apply here: Policy')).toBeVisible();
  });

  it('counts only what there is', async () => {
    renderScreen(<ReadinessCard />, {
      entity: customer360,
      api: {
        getReadiness: async () => ({
          ...readiness,
          outcomes: readiness.outcomes.filter(
            ({ status }) => status === 'pass',
          ),
        }),
        listTransitions: async () => ({
          items: [
            {
              at: new Date().toISOString(),
              score: 100,
              level: 'ready',
              changes: [],
            },
          ],
          pageInfo: {},
        }),
      },
    });
    expect(
      await screen.findByRole('button', { name: '2 checks pass · show' }),
    ).toBeVisible();
    // One day makes no line.
    expect(await screen.findByText(/^100 points all the time/)).toBeVisible();
    expect(screen.queryByRole('img', { name: /points/ })).toBeNull();
  });

  it('checks again for those who may, and says what came of it', async () => {
    const evaluate = jest.fn(async () => ({
      evaluated: 1,
      changed: 1,
      notFound: [],
      durationMs: 3,
    }));
    const getReadiness = jest
      .fn()
      .mockResolvedValueOnce(readiness)
      .mockResolvedValue({ ...readiness, score: 100, level: 'ready' });
    renderScreen(<ReadinessCard />, {
      entity: customer360,
      mayEvaluate: true,
      api: { evaluate, getReadiness },
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Check again' }),
    );

    expect(
      await screen.findByText('Checked: the result has changed.'),
    ).toBeVisible();
    expect(evaluate).toHaveBeenCalledWith(['dataproduct:default/customer-360']);
    expect(await screen.findByText('Ready')).toBeVisible();
  });

  it('offers no new check to those who may not', async () => {
    renderScreen(<ReadinessCard />, { entity: customer360 });

    expect(await screen.findByText('At risk')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Check again' }),
    ).not.toBeInTheDocument();
  });

  it('tells not checked yet, not allowed and failed apart', async () => {
    const absent = renderScreen(<ReadinessCard />, {
      entity: customer360,
      api: {
        getReadiness: async () => {
          throw responseError(404, 'nothing known');
        },
      },
    });
    expect(await screen.findByText('Not checked yet.')).toBeVisible();
    absent.unmount();

    const denied = renderScreen(<ReadinessCard />, {
      entity: customer360,
      api: {
        getReadiness: async () => {
          throw responseError(403, 'no');
        },
      },
    });
    expect(
      await screen.findByText('You cannot see the readiness.'),
    ).toBeVisible();
    denied.unmount();

    const getReadiness = jest
      .fn()
      .mockRejectedValueOnce(responseError(500, 'database is locked'))
      .mockRejectedValueOnce(responseError(500, 'database is locked'))
      .mockResolvedValue(readiness);
    renderScreen(<ReadinessCard />, {
      entity: customer360,
      api: { getReadiness },
    });
    const alert = await screen.findByRole('alert', {}, { timeout: 3000 });
    expect(alert).toHaveTextContent(
      'Could not load the readiness.The server failed (500). Try again;',
    );
    // What went wrong inside the server is for its log.
    expect(alert).not.toHaveTextContent('database is locked');
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    await waitFor(() => expect(screen.getByText('At risk')).toBeVisible());
  });
});
