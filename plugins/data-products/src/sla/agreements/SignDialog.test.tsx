import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  AgreementDetail,
  AgreementSigning,
} from '@handoff/backstage-plugin-data-products-common';
import {
  agreement,
  breachedAgreement,
  listOf,
} from '../../__fixtures__/agreements';
import { customer360 } from '../../__fixtures__/entities';
import { renderScreen, responseError } from '../../__testUtils__/renderScreen';
import { SlaContent } from '../SlaContent';

async function press(name: string): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name }));
}

describe('SignDialog', () => {
  it('shows exactly what is signed, and signs it once', async () => {
    let answer: (detail: AgreementDetail) => void = () => {};
    const signAgreement = jest.fn(
      async (_id: string, _signing: AgreementSigning) =>
        new Promise<AgreementDetail>(resolve => {
          answer = resolve;
        }),
    );
    const getAgreement = jest.fn(async () => agreement);
    renderScreen(<SlaContent />, {
      entity: customer360,
      api: { signAgreement, getAgreement },
    });

    await press('Sign');
    const dialog = await screen.findByRole('dialog', {
      name: 'Sign the agreement with Finance',
    });
    expect(dialog).toHaveTextContent('Proposed for Finance by');
    expect(within(dialog).getByTitle('b'.repeat(64))).toHaveTextContent(
      'b'.repeat(12),
    );
    expect(
      within(dialog).getByRole('table', {
        name: 'What changed since revision 1',
      }),
    ).toHaveTextContent('Stronger in target');
    expect(
      within(dialog).getByRole('table', {
        name: 'What is promised now, beside what you sign',
      }),
    ).toHaveTextContent('Weaker in target');

    await userEvent.dblClick(
      within(dialog).getByRole('button', {
        name: 'Sign revision 2 for Customer Data',
      }),
    );
    expect(
      await within(dialog).findByRole('button', { name: 'Sending …' }),
    ).toBeDisabled();
    expect(signAgreement).toHaveBeenCalledTimes(1);
    expect(signAgreement).toHaveBeenCalledWith(agreement.id, {
      revision: 2,
      fingerprint: 'b'.repeat(64),
    });

    getAgreement.mockResolvedValue(breachedAgreement);
    answer(breachedAgreement);
    expect(
      await screen.findByText('Signed revision 2 for Customer Data.'),
    ).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByText('In force')).toBeVisible();
  });

  it('asks members of both parties for whom they sign', async () => {
    const signAgreement = jest.fn(async () => breachedAgreement);
    renderScreen(<SlaContent />, {
      entity: customer360,
      api: {
        signAgreement,
        getAgreement: async () => ({
          ...agreement,
          reader: {
            ...agreement.reader,
            sign: { sides: ['provider' as const, 'consumer' as const] },
          },
        }),
      },
    });

    await press('Sign');
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).getByRole('button', { name: /^Sign revision 2/ }),
    ).toBeDisabled();
    await userEvent.click(
      within(dialog).getByRole('radio', { name: 'Finance, consumes' }),
    );
    await userEvent.click(
      within(dialog).getByRole('button', {
        name: 'Sign revision 2 for Finance',
      }),
    );
    expect(signAgreement).toHaveBeenCalledWith(
      agreement.id,
      expect.objectContaining({ side: 'consumer' }),
    );
  });

  it('does not sign what is not the newest any more', async () => {
    const third = {
      ...agreement.revisions[1],
      revision: 3,
      fingerprint: 'c'.repeat(64),
    };
    const answered: AgreementDetail = {
      ...agreement,
      revision: 3,
      signatures: [],
      awaits: ['provider', 'consumer'],
      revisions: [...agreement.revisions, third],
    };
    const getAgreement = jest.fn(async () => agreement);
    const signAgreement = jest
      .fn()
      .mockImplementationOnce(async () => {
        getAgreement.mockResolvedValue(answered);
        throw responseError(409, 'Revision 3 is the newest, not 2');
      })
      .mockResolvedValue(answered);
    renderScreen(<SlaContent />, {
      entity: customer360,
      api: { signAgreement, getAgreement },
    });

    await press('Sign');
    await press('Sign revision 2 for Customer Data');
    const dialog = screen.getByRole('dialog');
    expect(
      await within(dialog).findByText(
        'A newer revision came: revision 3 by Finance.',
      ),
    ).toBeVisible();
    expect(
      within(dialog).getByRole('button', { name: /^Sign revision 2/ }),
    ).toBeDisabled();

    await press('Show revision 3');
    await press('Sign revision 3 for Customer Data');
    expect(signAgreement).toHaveBeenLastCalledWith(agreement.id, {
      revision: 3,
      fingerprint: 'c'.repeat(64),
    });
  });

  it('says why somebody may not, and keeps what the server refused in sight', async () => {
    const reason =
      'You cannot sign this: it takes a member of Finance. Members: Ruth.';
    const refused = renderScreen(<SlaContent />, {
      entity: customer360,
      api: {
        getAgreement: async () => ({
          ...agreement,
          reader: { ...agreement.reader, sign: { sides: [], reason } },
        }),
      },
    });
    const button = await screen.findByRole('button', { name: 'Sign' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(reason);
    await userEvent.click(button);
    expect(screen.queryByRole('dialog')).toBeNull();
    refused.unmount();

    renderScreen(<SlaContent />, {
      entity: customer360,
      api: {
        signAgreement: async () => {
          throw responseError(403, 'You are no member of Customer Data');
        },
      },
    });
    await press('Sign');
    await press('Sign revision 2 for Customer Data');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It was not done.The server answered 403: You are no member of Customer Data',
    );
  });
});

describe('TerminateDialog', () => {
  it('ends an agreement in force, with a reason', async () => {
    const terminateAgreement = jest.fn(async () => breachedAgreement);
    renderScreen(<SlaContent />, {
      entity: customer360,
      api: {
        terminateAgreement,
        listAgreements: async () => listOf(breachedAgreement),
        getAgreement: async () => breachedAgreement,
      },
    });

    await press('Terminate');
    const dialog = await screen.findByRole('dialog', {
      name: 'Terminate the agreement with Finance',
    });
    const submit = within(dialog).getByRole('button', { name: 'Terminate' });
    await userEvent.click(submit);
    expect(within(dialog).getByText('Say why.')).toBeVisible();
    expect(terminateAgreement).not.toHaveBeenCalled();

    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /^Reason/ }),
      'The report is gone. ',
    );
    await userEvent.click(submit);
    expect(terminateAgreement).toHaveBeenCalledWith(breachedAgreement.id, {
      reason: 'The report is gone.',
    });
    expect(await screen.findByText('It has ended.')).toBeVisible();
  });
});
