import { screen, within } from '@testing-library/react';
import { monthlyActives } from '../__fixtures__/entities';
import { sla } from '../__fixtures__/sla';
import { renderScreen } from '../__testUtils__/renderScreen';
import { SlaContent } from './SlaContent';

describe('the SLA tab of a decision path', () => {
  it('says how the promises stand all together, and step by step', async () => {
    const customer360 = {
      entityRef: 'dataproduct:default/customer-360',
      counts: { broken: 1, silent: 0, 'at-risk': 0, kept: 2 },
      brokenSince: new Date().toISOString(),
    };
    renderScreen(<SlaContent />, {
      entity: monthlyActives,
      api: {
        getSla: async () => ({
          ...sla,
          entityRef: 'decisionpath:default/monthly-active-customers',
          objectives: [],
          datedTerms: [],
          steps: [
            {
              stage: 'source',
              name: 'Product events',
              entityRef: 'component:default/web-events',
            },
            { stage: 'identity', name: 'Stitching', ...customer360 },
            { stage: 'definition', name: 'Counting', ...customer360 },
            { stage: 'decision', name: 'Budget round' },
          ],
        }),
      },
    });

    // One product in two steps makes its promises once.
    expect(
      await screen.findByLabelText('All steps together'),
    ).toHaveTextContent('Broken: 1Kept: 2');
    const [source, stitching, , decision] = screen
      .getAllByText(/Product events|Stitching|Counting|Budget round/)
      .map(name => name.closest('li')!);
    expect(source).toHaveTextContent('Nothing is promised here');
    expect(stitching).toHaveTextContent(/Broken: 1Kept: 2Since .*ago$/);
    expect(
      within(stitching).getByRole('link', { name: /customer.360/i }),
    ).toHaveAttribute('href', '/catalog/default/dataproduct/customer-360/sla');
    expect(decision).toHaveTextContent('This step names no entity.');
    expect(
      screen.getByRole('heading', { name: 'Signals of the path' }),
    ).toBeVisible();
    expect(screen.queryByText('Nothing is promised.')).not.toBeInTheDocument();
  });
});
