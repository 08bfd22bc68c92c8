import { screen, within } from '@testing-library/react';
import { customer360 } from '../__fixtures__/entities';
import { sla } from '../__fixtures__/sla';
import { renderScreen, responseError } from '../__testUtils__/renderScreen';
import { PromisesCard } from './PromisesCard';

describe('PromisesCard', () => {
  it('says of each promise how it stands, by how much and since when; broken ones first', async () => {
    const [kept, broken] = sla.objectives;
    renderScreen(<PromisesCard />, {
      entity: customer360,
      api: {
        getSla: async () => ({
          ...sla,
          objectives: [
            {
              ...kept,
              objective: {
                ...kept.objective,
                comparator: 'at-least',
                element: 'customers.email',
                indicator: 'completeness',
                target: 0.98,
                unit: 'ratio',
              },
              status: { ...kept.status, value: 0.991 },
            },
            { ...broken, status: { ...broken.status, value: 33_600 } },
            {
              ...kept,
              objective: {
                ...kept.objective,
                name: 'rows',
                indicator: 'volume',
              },
              status: {
                state: 'unknown',
                unknownCause: 'silent',
                reason: 'No observation for 9 h; one is expected every hour.',
                streak: 0,
                silentSince: broken.status.since,
              },
            },
          ],
        }),
      },
    });

    const lines = await screen.findAllByRole('listitem');
    expect(lines.map(line => line.textContent)).toEqual([
      expect.stringMatching(
        /^Freshnessfresh-by-morningBroken9\sh 20\smin of 6\shsince /,
      ),
      expect.stringMatching(/^VolumerowsSilentNo observation when one was due/),
      expect.stringMatching(
        /^Completenesscustomers\.emailKept99\.1\s% of 98\s%$/,
      ),
    ]);
    expect(within(lines[0]).getByText(/ago$/)).toHaveAttribute(
      'datetime',
      broken.status.since,
    );
    expect(
      screen.getByRole('link', { name: 'All 3 promises' }),
    ).toHaveAttribute('href', '/catalog/default/dataproduct/customer-360/sla');
  });

  it('says what to do where nothing is promised', async () => {
    renderScreen(<PromisesCard />, {
      entity: customer360,
      api: { getSla: async () => ({ ...sla, objectives: [] }) },
    });
    expect(await screen.findByText('Nothing is promised.')).toBeVisible();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('says what failed, and that what is new is not read yet', async () => {
    const { unmount } = renderScreen(<PromisesCard />, {
      entity: customer360,
      api: {
        getSla: async () => {
          throw responseError(500, 'The database is away');
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('the promises');
    unmount();

    renderScreen(<PromisesCard />, {
      entity: customer360,
      api: {
        getSla: async () => {
          throw responseError(404, 'There are no promises');
        },
      },
    });
    expect(
      await screen.findByText('The promises are not read yet.'),
    ).toBeVisible();
  });
});
