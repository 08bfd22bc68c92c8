import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  agreementCounterProposalSchema,
  AgreementDetail,
} from '@handoff/backstage-plugin-data-products-common';
import { agreement } from '../../__fixtures__/agreements';
import { customer360 } from '../../__fixtures__/entities';
import { renderScreen, responseError } from '../../__testUtils__/renderScreen';
import { SlaContent } from '../SlaContent';

const third: AgreementDetail['revisions'][number] = {
  ...agreement.revisions[1],
  revision: 3,
  terms: { ...agreement.revisions[1].terms, notes: 'Closed on Sundays.' },
  fingerprint: 'c'.repeat(64),
};

/** Another revision came. */
const answered: AgreementDetail = {
  ...agreement,
  revision: 3,
  signatures: [],
  awaits: ['provider', 'consumer'],
  revisions: [...agreement.revisions, third],
};

async function openDialog(): Promise<HTMLElement> {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Counter-propose' }),
  );
  return screen.findByRole('dialog', { name: 'Answer revision 2' });
}

async function rewrite(field: HTMLElement, text: string): Promise<void> {
  await userEvent.clear(field);
  await userEvent.type(field, text);
}

describe('CounterProposeDialog', () => {
  it('sends another target, and shows before what it changes', async () => {
    const counterPropose = jest.fn(async () => answered);
    renderScreen(<SlaContent />, {
      entity: customer360,
      api: { counterPropose },
    });

    const dialog = await openDialog();
    expect(dialog).toHaveTextContent('Nothing differs.');
    expect(
      within(dialog).getByRole('textbox', { name: 'Restored within' }),
    ).toHaveValue('4 h');

    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Change fresh-by-morning' }),
    );
    const fields = within(
      within(dialog).getByRole('group', { name: 'fresh-by-morning' }),
    );
    await rewrite(fields.getByRole('textbox', { name: 'At most' }), 'soon');
    expect(
      fields.getByText('Give a duration, such as 6 h, 1 d 12 h or PT6H.'),
    ).toBeVisible();
    expect(dialog).toHaveTextContent('Mend what is marked above to see it.');

    await rewrite(fields.getByRole('textbox', { name: 'At most' }), '5 h');
    await rewrite(fields.getByRole('textbox', { name: /^Goal/ }), '99.5');
    await userEvent.click(
      within(dialog).getByRole('checkbox', { name: /^at least 99/ }),
    );
    const table = within(dialog).getByRole('table', {
      name: 'What you change',
    });
    expect(table).toHaveTextContent('page-up');
    expect(table).toHaveTextContent('Removed');
    expect(table).toHaveTextContent(
      /fresh within 5\sh, 99.5\s% of the time over 30\sdays.*Weaker in targetStronger in goal/,
    );

    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Propose revision 3' }),
    );
    expect(await screen.findByText('Proposed revision 3.')).toBeVisible();
    expect(counterPropose).toHaveBeenCalledWith(agreement.id, {
      answers: 2,
      terms: expect.objectContaining({
        objectives: [
          expect.objectContaining({
            name: 'fresh-by-morning',
            target: 18_000,
            goal: 0.995,
            window: 'P30D',
          }),
        ],
        renewOn: agreement.revisions[1].terms.renewOn,
      }),
    });
    const [, proposal] = counterPropose.mock.calls[0] as unknown as [
      string,
      object,
    ];
    expect(agreementCounterProposalSchema.safeParse(proposal).success).toBe(
      true,
    );
  });

  it('tells that a newer revision came, and goes on with it or with what was typed', async () => {
    const getAgreement = jest.fn(async () => agreement);
    const counterPropose = jest
      .fn()
      .mockImplementationOnce(async () => {
        getAgreement.mockResolvedValue(answered);
        throw responseError(409, 'Revision 3 is the newest, not 2');
      })
      .mockResolvedValue(answered);
    renderScreen(<SlaContent />, {
      entity: customer360,
      api: { counterPropose, getAgreement },
    });

    const dialog = await openDialog();
    const notes = () => within(dialog).getByRole('textbox', { name: 'Notes' });
    await rewrite(notes(), 'Mine.');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Propose revision 3' }),
    );
    expect(
      await within(dialog).findByText(
        'A newer revision came: revision 3 by Finance.',
      ),
    ).toBeVisible();
    expect(
      within(dialog).getByRole('button', { name: 'Propose revision 3' }),
    ).toBeDisabled();

    await userEvent.click(
      within(dialog).getByRole('button', {
        name: 'Keep my terms and answer revision 3',
      }),
    );
    expect(notes()).toHaveValue('Mine.');
    expect(
      within(dialog).getByRole('table', { name: 'What you change' }),
    ).toHaveTextContent('NotesClosed on Sundays.Mine.Changed');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Propose revision 4' }),
    );
    await waitFor(() =>
      expect(counterPropose).toHaveBeenLastCalledWith(
        agreement.id,
        expect.objectContaining({ answers: 3 }),
      ),
    );
  });

  it('starts from the newer revision on demand', async () => {
    const getAgreement = jest.fn(async () => agreement);
    renderScreen(<SlaContent />, {
      entity: customer360,
      api: {
        getAgreement,
        counterPropose: async () => {
          getAgreement.mockResolvedValue(answered);
          throw responseError(409, 'Revision 3 is the newest, not 2');
        },
      },
    });

    const dialog = await openDialog();
    await rewrite(
      within(dialog).getByRole('textbox', { name: 'Notes' }),
      'Mine.',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Propose revision 3' }),
    );
    await userEvent.click(
      await within(dialog).findByRole('button', {
        name: 'Start from revision 3',
      }),
    );
    expect(within(dialog).getByRole('textbox', { name: 'Notes' })).toHaveValue(
      'Closed on Sundays.',
    );
    expect(
      screen.getByRole('dialog', { name: 'Answer revision 3' }),
    ).toHaveTextContent('Nothing differs.');
  });
});
