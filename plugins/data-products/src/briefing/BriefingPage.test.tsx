import { MarkdownContent } from '@backstage/core-components';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  DataProductEntity,
  writeBriefingMarkdown,
} from '@handoff/backstage-plugin-data-products-common';
import { customer360, monthlyActives } from '../__fixtures__/entities';
import { accessibilityProblems } from '../__testUtils__/accessibilityProblems';
import { renderScreen, responseError } from '../__testUtils__/renderScreen';
import { SignOffsContent } from '../handoff';

function renderBriefing(options: Parameters<typeof renderScreen>[1] = {}) {
  renderScreen(<SignOffsContent />, {
    entity: customer360,
    at: '/briefing',
    ...options,
  });
  return screen.findByRole('article');
}

function part(title: string): HTMLElement {
  return screen.getByRole('heading', { name: title }).closest('section')!;
}

describe('the briefing of a release', () => {
  it('is a document with headings in order, that everybody can read', async () => {
    const article = await renderBriefing();
    expect(
      within(article)
        .getAllByRole('heading')
        .map(heading => `${heading.tagName} ${heading.textContent}`),
    ).toEqual([
      'H2 Briefing: Customer 360, release 2.3.0',
      'H3 Expectations',
      'H4 Contract',
      'H3 Promises, and how they were kept',
      'H3 Risks',
      'H3 Waivers',
      'H3 Sign-offs',
      'H3 Agreements',
      'H3 Whom to call',
      'H4 Contacts',
      'H4 Escalation',
      'H3 When it breaks',
    ]);
    expect(part('Contract')).toHaveTextContent(
      /customersOne customercustomer_id2/,
    );
    expect(part('Risks')).toHaveTextContent(/Name a steward/);
    expect(
      within(part('Sign-offs')).getByText(
        'No sign-off was requested for release 2.3.0; the newest is of 2.4.0.',
      ),
    ).toBeVisible();
    // Who is named can be looked up; the titles come from what the API answers.
    expect(
      within(part('Escalation')).getByRole('link', { name: 'Head of Data' }),
    ).toHaveAttribute('href', '/catalog/default/user/head-of-data');
    expect(
      within(part('When it breaks')).getByText(
        'No rollback procedure is declared.',
      ),
    ).toBeVisible();
    expect(await accessibilityProblems(article.parentElement!)).toEqual([]);
  });

  it('tells the steps of a decision path, with who answers for each', async () => {
    await renderBriefing({ entity: monthlyActives });
    const steps = within(part('Steps'));
    expect(
      steps.getByRole('row', { name: /^decision Quarterly budget round/ }),
    ).toHaveTextContent(/group executives$/);
    expect(
      steps.getByRole('row', { name: /^source Product events/ }),
    ).toHaveTextContent(/group web$/);
    expect(steps.getByText('The path has no such step.')).toBeVisible();
  });

  it('stands below the sign-offs', async () => {
    renderScreen(<SignOffsContent />, { entity: customer360 });
    await userEvent.click(
      await screen.findByRole('link', { name: 'Briefing' }),
    );
    expect(await screen.findByRole('article')).toBeVisible();
    expect(screen.getByLabelText('address')).toHaveTextContent('/briefing');
    await userEvent.click(
      screen.getByRole('link', { name: 'Back to the sign-offs' }),
    );
    expect(
      await screen.findByRole('button', { name: 'Request a sign-off' }),
    ).toBeVisible();
  });

  it('says that it is on its way', async () => {
    renderScreen(<SignOffsContent />, {
      entity: customer360,
      at: '/briefing',
      api: { getSla: () => new Promise(() => {}) },
    });
    expect(await screen.findByText(/the briefing/)).toBeInTheDocument();
    expect(screen.queryByRole('article')).toBeNull();
  });

  it('stands without what cannot be read, says so there, and tries again', async () => {
    const getReadiness = jest
      .fn()
      .mockRejectedValue(responseError(400, 'out of order'));
    await renderBriefing({
      api: {
        getReadiness,
        getSla: async () => {
          throw responseError(404, 'secret');
        },
      },
    });
    expect(
      screen.getByText('2 parts of the briefing could not be read.'),
    ).toBeVisible();
    expect(part('Risks')).toHaveTextContent(/could not be read.*out of order/);
    expect(part('Promises, and how they were kept')).toHaveTextContent(
      /not for you to see/,
    );
    expect(screen.queryByText(/secret/)).toBeNull();
    expect(part('Waivers')).toHaveTextContent(/New contract/);

    const calls = getReadiness.mock.calls.length;
    await userEvent.click(screen.getByRole('button', { name: /again/ }));
    await waitFor(() =>
      expect(getReadiness.mock.calls.length).toBeGreaterThan(calls),
    );
  });
});

describe('what is done with a briefing', () => {
  it('is printed, copied, and saved under the name of its release', async () => {
    const user = userEvent.setup();
    const print = jest.spyOn(window, 'print').mockImplementation(() => {});
    const copy = jest.spyOn(navigator.clipboard, 'writeText');
    const saved: Blob[] = [];
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:it';
    };
    URL.revokeObjectURL = () => {};
    const names: string[] = [];
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        names.push(this.download);
      });
    await renderBriefing();

    await user.click(screen.getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledTimes(1);

    await user.click(screen.getByRole('button', { name: 'Copy as Markdown' }));
    expect(await screen.findByText('Copied.')).toBeVisible();
    expect(copy).toHaveBeenCalledWith(
      expect.stringMatching(
        /^# Briefing: Customer 360, release 2\.3\.0\n\n- \*\*Data product:\*\* Customer 360\n/,
      ),
    );

    await user.click(screen.getByRole('button', { name: 'Download Markdown' }));
    expect(names).toEqual(['briefing-customer-360-2.3.0.md']);
    expect(saved[0].type).toBe('text/markdown');
    jest.restoreAllMocks();
  });

  it('says when the browser does not let it be copied', async () => {
    const user = userEvent.setup();
    await renderBriefing();
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('no'));
    await user.click(screen.getByRole('button', { name: 'Copy as Markdown' }));
    expect(await screen.findByText(/Download it instead/)).toBeVisible();
  });

  it('shows what somebody wrote as they wrote it, where Markdown is read', () => {
    const hostile =
      'a | b\n\n# Not a heading <img src=x onerror=alert(1)> `code` ![x](y.png) &lt;';
    const { container } = render(
      <MarkdownContent
        content={writeBriefingMarkdown({
          title: hostile,
          facts: [{ label: 'Purpose', value: [hostile] }],
          sections: [
            {
              id: 'only',
              title: 'Only',
              blocks: [
                {
                  type: 'table',
                  label: 'Rows',
                  columns: ['One', 'Two'],
                  rows: [
                    [
                      [hostile],
                      [{ text: hostile, url: 'https://x.example/a|b' }],
                    ],
                    [['- x'], [{ text: 'y', url: 'data:text/html,<b>x</b>' }]],
                  ],
                },
              ],
            },
          ],
        })}
      />,
    );
    const shown = hostile.replace(/\s+/g, ' ');
    expect(
      screen.getAllByRole('heading').map(heading => heading.textContent),
    ).toEqual([shown, 'Only']);
    expect(container.querySelectorAll('img, code, script')).toHaveLength(0);
    expect(screen.getByRole('listitem')).toHaveTextContent(`Purpose: ${shown}`);
    const cells = screen.getAllByRole('cell');
    expect(cells.map(cell => cell.textContent)).toEqual([
      shown,
      expect.stringContaining(shown),
      '- x',
      'y',
    ]);
    expect(
      screen.getAllByRole('link').map(link => link.getAttribute('href')),
    ).toEqual(expect.arrayContaining(['https://x.example/a%7Cb']));
    expect(within(cells[3]).queryByRole('link')).toBeNull();
  });
});

describe('a briefing of hostile words', () => {
  it('shows them as words', async () => {
    const entity: DataProductEntity = {
      ...customer360,
      spec: {
        ...customer360.spec,
        purpose: '<b>Counting</b>',
        runbook: 'data:text/html,<b>x</b>',
      },
    };
    await renderBriefing({ entity });
    expect(part('Expectations')).toHaveTextContent('<b>Counting</b>');
    expect(within(part('When it breaks')).queryByRole('link')).toBeNull();
  });
});
