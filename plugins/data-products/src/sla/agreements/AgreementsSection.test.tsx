import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AgreementDetail } from '@handoff/backstage-plugin-data-products-common';
import {
  agreement,
  breachedAgreement,
  endedAgreement,
  listOf,
} from '../../__fixtures__/agreements';
import { customer360 } from '../../__fixtures__/entities';
import { sla } from '../../__fixtures__/sla';
import { renderScreen, responseError } from '../../__testUtils__/renderScreen';
import { SlaContent } from '../SlaContent';

/** The card of the agreement with Finance. */
async function financeCard(): Promise<HTMLElement> {
  const heading = await screen.findByRole('heading', { name: 'Finance' });
  return heading.closest('li')!;
}

describe('AgreementsSection', () => {
  it('says with whom, who waits for whom, who signed, and what is agreed', async () => {
    renderScreen(<SlaContent />, { entity: customer360 });

    const card = await financeCard();
    expect(await within(card).findByText('Proposed by Finance')).toBeVisible();
    expect(card).toHaveTextContent(
      /Proposed by Finance, waits for Customer Data.*Revision 2/,
    );
    expect(card).toHaveTextContent(
      /Customer Data, provides.*not signed yet.*Finance, consumes.*ruth, 2 days ago/,
    );
    const promises = within(card).getByRole('list', { name: 'Promises' });
    expect(promises).toHaveTextContent(/fresh within 4\sh/);
    expect(card).toHaveTextContent(/Restored within4\sh/);
    expect(card).toHaveTextContent(/AccessSnowflake role ANALYST_CUSTOMER\./);
  });

  it('warns where less is promised now than was signed', async () => {
    renderScreen(<SlaContent />, {
      entity: customer360,
      api: {
        listAgreements: async () => listOf(breachedAgreement),
        getAgreement: async () => breachedAgreement,
      },
    });

    const card = await financeCard();
    expect(await within(card).findByText('Next review')).toBeVisible();
    expect(card).toHaveTextContent('In force, renews in 41 days');
    expect(
      within(card)
        .getByText(/^Breached by change/)
        .closest('[role=status]'),
    ).toHaveTextContent(
      /Weaker in target: signed was “fresh within 4\sh, .*”, now it is “fresh within 6\sh/,
    );
  });

  it('folds what has ended, and says why it did', async () => {
    renderScreen(<SlaContent />, {
      entity: customer360,
      api: {
        listAgreements: async () => listOf(endedAgreement),
        getAgreement: async () => endedAgreement,
      },
    });

    expect(await screen.findByText('No agreement yet.')).toBeVisible();
    expect(screen.queryByRole('heading', { name: 'Finance' })).toBeNull();
    await userEvent.click(
      screen.getByRole('button', { name: 'Earlier agreement (1)' }),
    );
    const card = await financeCard();
    expect(await within(card).findByText(/^Ended$/)).toBeVisible();
    await within(card).findByRole('button', { name: 'Show changes' });
    expect(card).toHaveTextContent(
      'Ended 3 days ago by ada, because: The report is gone.',
    );
  });

  it('is no part of a decision path, and says what failed', async () => {
    const path = renderScreen(<SlaContent />, {
      entity: customer360,
      api: { getSla: async () => ({ ...sla, steps: [] }) },
    });
    expect(await screen.findByText('Promises along the path')).toBeVisible();
    expect(screen.queryByText('Agreements')).toBeNull();
    path.unmount();

    renderScreen(<SlaContent />, {
      entity: customer360,
      api: {
        listAgreements: async () => {
          throw responseError(500, 'The database is away');
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Could not load the agreements.',
    );
  });

  it('compares any two revisions, and the terms with what is promised now', async () => {
    renderScreen(<SlaContent />, { entity: customer360 });

    const card = await financeCard();
    await userEvent.click(
      await within(card).findByRole('button', { name: 'Show changes' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Changes of the agreement with Finance',
    });
    const table = within(dialog).getByRole('table', {
      name: 'From Revision 1 to Revision 2',
    });
    const [, fresher, restore] = within(table).getAllByRole('row');
    expect(fresher).toHaveTextContent(
      /^Freshnessfresh-by-morningfresh within 6\sh.*fresh within 4\sh.*Stronger in target$/,
    );
    expect(restore).toHaveTextContent('Restored withinnothing4 hChanged');
    expect(dialog).toHaveTextContent('1 promise is the same.');

    await userEvent.selectOptions(
      within(dialog).getByLabelText('From'),
      'Revision 2',
    );
    await userEvent.selectOptions(
      within(dialog).getByLabelText('To'),
      'Promised now',
    );
    expect(
      within(dialog).getByRole('table', {
        name: 'From Revision 2 to Promised now',
      }),
    ).toHaveTextContent('Weaker in target');
  });

  it('ends an agreement for a reason, once', async () => {
    let answer: (detail: AgreementDetail) => void = () => {};
    const terminateAgreement = jest.fn(
      async () =>
        new Promise<AgreementDetail>(resolve => {
          answer = resolve;
        }),
    );
    renderScreen(<SlaContent />, {
      entity: customer360,
      api: {
        listAgreements: async () => listOf(breachedAgreement),
        getAgreement: async () => breachedAgreement,
        terminateAgreement,
      },
    });
    const card = await financeCard();
    await userEvent.click(
      await within(card).findByRole('button', { name: 'Terminate' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox'), 'The report is gone.');
    await userEvent.dblClick(dialog.getByRole('button', { name: 'Terminate' }));
    expect(
      await dialog.findByRole('button', { name: 'Sending …' }),
    ).toBeDisabled();
    expect(terminateAgreement.mock.calls).toEqual([
      [breachedAgreement.id, { reason: 'The report is gone.' }],
    ]);
    answer(endedAgreement);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('exports the terms that stand as a file', async () => {
    const saved: string[] = [];
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function save(this: HTMLAnchorElement) {
        saved.push(this.download);
      });
    URL.createObjectURL = () => 'blob:terms';
    URL.revokeObjectURL = () => {};
    const exportAgreement = jest.fn(async () => ({ kind: 'DataContract' }));
    renderScreen(<SlaContent />, {
      entity: customer360,
      api: { exportAgreement },
    });

    const card = await financeCard();
    await userEvent.click(
      await within(card).findByRole('button', { name: 'Export (ODCS)' }),
    );
    expect(exportAgreement).toHaveBeenCalledWith(agreement.id, 2);
    expect(saved).toEqual(['customer-360-finance-r2.odcs.json']);
    click.mockRestore();
  });
});
