import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { customer360 } from '../__fixtures__/entities';
import { series, sla } from '../__fixtures__/sla';
import { renderScreen, responseError } from '../__testUtils__/renderScreen';
import { SlaContent } from './SlaContent';

describe('SlaContent', () => {
  it('says first what is broken: by how much, since when, and what is left', async () => {
    renderScreen(<SlaContent />, { entity: customer360 });

    const [broken, kept] = (
      await screen.findAllByRole('heading', { level: 4 })
    ).map(heading => heading.closest('li')!);
    expect(broken).toHaveTextContent(/^fresh within 6\sh/);
    expect(broken).toHaveTextContent(
      'BrokenThe data is 9 h 20 min old; promised is at most 6 h.Since',
    );
    expect(broken).toHaveTextContent(/Error\sbudget\sspent/);
    expect(
      within(broken).getByRole('img', {
        name: /kept: 28, broken: 1, silent: 1$/,
      }),
    ).toBeInTheDocument();
    expect(kept).toHaveTextContent(/6\sh\s12\smin\sof\s7\sh\s12\smin\sleft/);
    expect(kept).toHaveTextContent('monitoring');
    expect(screen.getByLabelText('How the promises stand')).toHaveTextContent(
      'Broken: 1Kept: 1',
    );
    expect(screen.getByText(/To be renewed on/)).toBeVisible();
  });

  it('tells of a breach who answers for it, and what was broken before it', async () => {
    renderScreen(<SlaContent />, { entity: customer360 });

    const show = await screen.findByRole('button', { name: 'Show the breach' });
    await userEvent.click(show);
    expect(show).toHaveAttribute('aria-expanded', 'true');
    const breach = screen.getByText(/Broken since/).closest('li')!;
    expect(breach).toHaveTextContent('answers for it:');
    expect(
      await within(breach).findByRole('link', { name: /customer.data/i }),
    ).toBeVisible();
    expect(
      within(breach).getByRole('link', { name: /crm-accounts/i }),
    ).toBeVisible();
  });

  it('shows what was measured against what was promised, and in numbers', async () => {
    renderScreen(<SlaContent />, { entity: customer360 });

    const [show] = await screen.findAllByRole('button', {
      name: 'Show the values',
    });
    await userEvent.click(show);
    expect(
      await screen.findByRole('img', {
        name: /^Values of fresh within 6\s?h/,
      }),
    ).toBeVisible();
    expect(await screen.findByText('Promised 6 h')).toBeInTheDocument();
    expect(screen.getByText(/9 h 20 min; usually 4 h ± 20 min/)).toBeVisible();
    expect(screen.getByRole('button', { name: '30 days' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );

    await userEvent.click(
      screen.getByRole('button', { name: 'Show as a table' }),
    );
    const [, newest] = within(screen.getByRole('table')).getAllByRole('row');
    expect(newest).toHaveTextContent(/broken10 min9 h 20 min20 min244$/);
  });

  it('says when nothing was measured in the time', async () => {
    renderScreen(<SlaContent />, {
      entity: customer360,
      api: {
        getSeries: async () => ({ ...series, points: [], observations: [] }),
      },
    });
    const [show] = await screen.findAllByRole('button', {
      name: 'Show the values',
    });
    await userEvent.click(show);
    expect(
      await screen.findByText('Nothing was measured in this time.'),
    ).toBeVisible();
  });

  it('says what to do where nothing is promised', async () => {
    renderScreen(<SlaContent />, {
      entity: customer360,
      api: { getSla: async () => ({ ...sla, objectives: [], datedTerms: [] }) },
    });
    expect(await screen.findByText('Nothing is promised.')).toBeVisible();
  });

  it('says what failed', async () => {
    renderScreen(<SlaContent />, {
      entity: customer360,
      api: {
        getSla: async () => {
          throw responseError(500, 'The database is away');
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('the promises');
  });
});
