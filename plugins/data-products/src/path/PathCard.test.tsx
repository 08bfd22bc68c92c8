import { screen, within } from '@testing-library/react';
import { monthlyActives, webEvents } from '../__fixtures__/entities';
import { renderScreen, responseError } from '../__testUtils__/renderScreen';
import { PathCard } from './PathCard';
import { pathSteps, weakestStep } from './pathSteps';

describe('PathCard', () => {
  it('reads like a sentence, with gaps where stages are missing', async () => {
    renderScreen(<PathCard />, { entity: monthlyActives });

    expect(await screen.findByText(/^Weakest step:/)).toHaveTextContent(
      'Weakest step: Feedback: step is missing',
    );
    const line = screen.getByRole('list', { name: 'Path' });
    expect(
      within(line)
        .getAllByRole('listitem')
        .map(step => step.textContent),
    ).toEqual([
      '1SourceProduct eventsweb',
      '2IdentityIdentity stitching86 At riskno owner',
      '3ExposureExecutive dashboardnot in the catalog',
      '4DecisionQuarterly budget roundexecutives',
      '5Feedbackstep is missing',
    ]);
    expect(
      within(line).getByRole('link', { name: 'Product events' }),
    ).toHaveAttribute('href', '/catalog/default/component/web-events');
    expect(
      within(line).queryByRole('link', { name: 'Executive dashboard' }),
    ).toBeNull();
  });

  it('keeps the steps on the screen when their owners cannot be looked up', async () => {
    renderScreen(<PathCard />, {
      entity: monthlyActives,
      api: {
        listReadiness: async () => {
          throw responseError(400, 'no');
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Could not load the owners and scores of the steps.',
    );
    expect(screen.getByText('Quarterly budget round')).toBeVisible();
    expect(screen.queryByText('not in the catalog')).toBeNull();
  });

  it('says how to begin when there are no steps', async () => {
    renderScreen(<PathCard />, {
      entity: {
        ...monthlyActives,
        spec: { ...monthlyActives.spec, steps: [] },
      } as typeof monthlyActives,
    });
    expect(
      await screen.findByText('This path has no steps yet.'),
    ).toBeVisible();
  });
});

describe('pathSteps', () => {
  const whole = {
    ...monthlyActives,
    spec: {
      ...monthlyActives.spec,
      feedback: {
        channel: 'slack',
        target: '#mac',
        responder: 'user:growth-lead',
      },
      steps: [
        {
          stage: 'source' as const,
          name: 'Events',
          entity: 'component:web-events',
        },
        {
          stage: 'model' as const,
          name: 'Model',
          owner: 'science',
          entity: 'component:web-events',
        },
        { stage: 'decision' as const, name: 'Round' },
        { stage: 'feedback' as const, name: 'Report' },
      ],
    },
  };

  it('has no gap when a model stands in for an exposure, and knows all owners', () => {
    const steps = pathSteps(
      whole,
      new Map([['component:default/web-events', { entity: webEvents }]]),
    );
    expect(steps.map(({ ownerRefs }) => ownerRefs)).toEqual([
      ['group:default/web'],
      ['group:default/science'],
      ['group:default/executives'],
      ['user:default/growth-lead'],
    ]);
    expect(steps.some(({ problem }) => problem)).toBe(false);
    expect(weakestStep(steps)).toBeUndefined();
  });

  it('judges nothing before it knows', () => {
    expect(pathSteps(whole, undefined).some(({ problem }) => problem)).toBe(
      false,
    );
  });
});
