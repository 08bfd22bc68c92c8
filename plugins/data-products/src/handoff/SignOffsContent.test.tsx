import { webcrypto } from 'node:crypto';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  HandoffDetail,
  HandoffRequest,
  HandoffSigning,
} from '@handoff/backstage-plugin-data-products-common';
import { customer360 } from '../__fixtures__/entities';
import { CURRENT, handoff, handoffs } from '../__fixtures__/handoffs';
import { renderScreen, responseError } from '../__testUtils__/renderScreen';
import { SignOffsContent } from './SignOffsContent';

/** The example of FIPS 180. */
const SHA256_OF_ABC =
  'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

async function press(name: string): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name }));
}

function itemOf(title: string, on = document.body): HTMLElement {
  return within(on).getByText(title).closest('li')!;
}

describe('SignOffsContent', () => {
  it('brings the keyboard to the item that the address names', async () => {
    renderScreen(<SignOffsContent />, {
      entity: customer360,
      at: `/#${handoff.id}/access`,
    });
    await screen.findByText('Access review');
    expect(itemOf('Access review')).toHaveFocus();
  });

  it('shows the release with each side, what is done, and on whom the rest waits', async () => {
    renderScreen(<SignOffsContent />, { entity: customer360 });

    expect(
      await screen.findByRole('meter', {
        name: 'Required items that are done',
      }),
    ).toHaveAttribute('aria-valuetext', '2 of 4 done');
    expect(screen.getByText('In development → In production')).toBeVisible();
    expect(
      screen.getByRole('region', { name: 'Data Governance' }),
    ).toHaveTextContent(/^Data Governance0 of 2 done/);
    expect(itemOf('Tests cover grain and keys')).toHaveTextContent(
      /Passed, automatic.*12 rules/,
    );
    expect(itemOf('Rollback tried')).toHaveTextContent(
      /Signed.*“restored 2.3.0 in 11 min”.*to be renewed/,
    );
    expect(itemOf('Access review')).toHaveTextContent(
      'waits for Data Governance',
    );
    expect(itemOf('Schema reviewed')).toHaveTextContent('Lapsed');
    expect(
      within(itemOf('Schema reviewed')).getByRole('table', {
        name: 'What changed after the signature',
      }),
    ).toHaveTextContent('logicalTypestringinteger');
    expect(itemOf('Migration date')).toHaveTextContent('not required');
  });

  it('tells those who cannot sign who can', async () => {
    renderScreen(<SignOffsContent />, { entity: customer360 });
    const sign = await screen.findByRole('button', {
      name: 'Sign “Migration date”',
    });
    expect(sign).toHaveAttribute('aria-disabled', 'true');
    expect(sign).toHaveAccessibleDescription(
      'You cannot sign this: it takes a member of Finance. Members: Ruth, Omar.',
    );
    await userEvent.click(sign);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(
      screen.getByRole('button', { name: 'Complete' }),
    ).toHaveAccessibleDescription('Two required items are left.');
  });

  it('says loudly what has lapsed, what changed, and what to do', async () => {
    const changes = [
      {
        part: 'contract',
        path: 'contract.schema[customers].properties[email]',
        kind: 'removed' as const,
        before: { name: 'email' },
      },
    ];
    renderScreen(<SignOffsContent />, {
      entity: customer360,
      api: {
        getHandoff: async () => ({
          ...handoff,
          state: 'lapsed',
          reason:
            'The column email was removed after the release was signed off.',
          completion: {
            at: handoff.requestedAt,
            by: 'user:default/bo',
            fingerprint: CURRENT,
          },
          changes,
        }),
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /lapsed\..*was removed after.*request the sign-off of what is there now/,
    );
    expect(
      screen.getByRole('table', {
        name: 'What changed since it was signed off',
      }),
    ).toHaveTextContent('properties[email]');
  });

  it('folds earlier releases', async () => {
    renderScreen(<SignOffsContent />, { entity: customer360 });
    await press('Earlier release (1)');
    expect(
      screen.getByRole('button', { name: 'Show the sign-off of 2.3.0' }),
    ).toBeVisible();
    expect(screen.getByText('Signed off')).toBeVisible();
  });

  it('unfolds the earlier release that the address names, or an item of it', async () => {
    const [, { id: earlierId, release }] = handoffs.items;
    const earlier = { ...handoff, id: earlierId, release };
    const api = {
      getHandoff: async (id: string) => (id === earlier.id ? earlier : handoff),
    };
    const byItem = renderScreen(<SignOffsContent />, {
      entity: customer360,
      at: `/#${earlier.id}/access`,
      api,
    });
    const hide = await screen.findByRole('button', {
      name: 'Hide the sign-off of 2.3.0',
    });
    const row = hide.closest('li')!;
    await within(row).findByText('Access review');
    expect(itemOf('Access review', row)).toHaveFocus();
    await userEvent.click(hide);
    expect(within(row).queryByText('Access review')).toBeNull();
    byItem.unmount();

    renderScreen(<SignOffsContent />, {
      entity: customer360,
      at: `/#${earlier.id}`,
      api,
    });
    const named = (
      await screen.findByRole('button', { name: 'Hide the sign-off of 2.3.0' })
    ).closest('li')!;
    expect(named).toHaveFocus();
    expect(await within(named).findByText('Access review')).toBeVisible();
  });

  it('says what failed', async () => {
    renderScreen(<SignOffsContent />, {
      entity: customer360,
      api: {
        listHandoffs: async () => {
          throw responseError(500, 'The database is away');
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('the sign-offs');
  });
});

describe('signing', () => {
  it('shows what is signed and what changed, and signs once', async () => {
    let answer: (detail: HandoffDetail) => void = () => {};
    const signHandoffItem = jest.fn(
      async (_id: string, _itemId: string, _signing: HandoffSigning) =>
        new Promise<HandoffDetail>(resolve => {
          answer = resolve;
        }),
    );
    renderScreen(<SignOffsContent />, {
      entity: customer360,
      api: { signHandoffItem },
    });

    await press('Sign “Access review”');
    const dialog = await screen.findByRole('dialog', {
      name: 'Sign “Access review”',
    });
    expect(dialog).toHaveTextContent('Look who can read it, and why.');
    expect(within(dialog).getByTitle(CURRENT)).toBeVisible();
    expect(
      within(dialog).getByRole('table', {
        name: 'What changed since the sign-off of 2.3.0',
      }),
    ).toHaveTextContent('Counting and addressing customers.');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Link' }),
      'https://review.example/1',
    );
    await userEvent.dblClick(
      within(dialog).getByRole('button', { name: 'Sign for Data Governance' }),
    );
    expect(signHandoffItem).toHaveBeenCalledTimes(1);
    expect(signHandoffItem).toHaveBeenCalledWith(handoff.id, 'access', {
      decision: 'approve',
      fingerprint: CURRENT,
      evidence: { link: 'https://review.example/1' },
    });
    answer(handoff);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await screen.findByText('Signed “Access review”.')).toBeVisible();
  });

  it('shows exactly what is signed, folded, first what the signature is for', async () => {
    renderScreen(<SignOffsContent />, {
      entity: customer360,
      api: {
        getHandoff: async () => ({
          ...handoff,
          content: {
            fingerprint: CURRENT,
            spec: {
              version: '2.4.0',
              inputs: ['crm', 'orders'],
              type: 'aggregate',
            },
            contract: {
              schema: [
                {
                  name: 'customers',
                  properties: [{ name: 'email', logicalType: 'string' }],
                },
              ],
            },
          },
          items: handoff.items.map(item => ({
            ...item,
            covers: ['version', 'contract'],
          })),
        }),
      },
    });
    await press('Sign “Access review”');
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(
      'The signature is for Version and Contract, and lapses when any of it changes.',
    );
    expect(dialog).not.toHaveTextContent('2.4.0string');
    await press('Show the 2 parts that are signed');
    // Tables and columns unfold one by one.
    await press('customers');
    await press('email');
    expect(dialog).toHaveTextContent('Version2.4.0');
    expect(dialog).toHaveTextContent('Logical typestring');
    expect(dialog).not.toHaveTextContent('crm, orders');
    await press('Show the 2 other parts of the release');
    expect(dialog).toHaveTextContent('Inputscrm, orders');
  });

  it('takes of a file nothing but its SHA-256', async () => {
    // The simulated browser can neither hash nor read files.
    Object.defineProperty(globalThis, 'crypto', {
      value: webcrypto,
      configurable: true,
    });
    const signHandoffItem = jest.fn(async () => handoff);
    renderScreen(<SignOffsContent />, {
      entity: customer360,
      api: { signHandoffItem },
    });
    await press('Sign “Access review”');
    await userEvent.upload(
      await screen.findByLabelText('Fingerprint of a file'),
      Object.assign(new File(['abc'], 'grants.csv', { type: 'text/csv' }), {
        arrayBuffer: async () => new TextEncoder().encode('abc').buffer,
      }),
    );
    expect(
      await screen.findByText(`File with SHA-256 ${SHA256_OF_ABC}`),
    ).toBeVisible();
    await press('Sign for Data Governance');
    expect(signHandoffItem.mock.calls).toEqual([
      [
        handoff.id,
        'access',
        {
          decision: 'approve',
          fingerprint: CURRENT,
          evidence: { fileHash: SHA256_OF_ABC },
        },
      ],
    ]);
  });

  it('asks for a comment to reject', async () => {
    const signHandoffItem = jest.fn(async () => handoff);
    renderScreen(<SignOffsContent />, {
      entity: customer360,
      api: { signHandoffItem },
    });
    await press('Reject “Access review”');
    await press('Reject for Data Governance');
    expect(screen.getByText('Say what has to change.')).toBeVisible();
    expect(signHandoffItem).not.toHaveBeenCalled();
    await userEvent.type(
      screen.getByRole('textbox', { name: /^What has to change/ }),
      'Too many readers.',
    );
    await press('Reject for Data Governance');
    expect(signHandoffItem).toHaveBeenCalledWith(
      handoff.id,
      'access',
      expect.objectContaining({
        decision: 'reject',
        comment: 'Too many readers.',
      }),
    );
  });

  it('does not sign what has changed since it was shown', async () => {
    const changed: HandoffDetail = {
      ...handoff,
      content: { fingerprint: 'd'.repeat(64), spec: {} },
    };
    const getHandoff = jest.fn(async () => handoff);
    const signHandoffItem = jest
      .fn()
      .mockImplementationOnce(async () => {
        getHandoff.mockResolvedValue(changed);
        throw responseError(409, 'The content has changed');
      })
      .mockResolvedValue(changed);
    renderScreen(<SignOffsContent />, {
      entity: customer360,
      api: { getHandoff, signHandoffItem },
    });
    await press('Sign “Access review”');
    await press('Sign for Data Governance');
    await press('Show what is there now');
    await press('Sign for Data Governance');
    expect(signHandoffItem).toHaveBeenLastCalledWith(
      handoff.id,
      'access',
      expect.objectContaining({ fingerprint: 'd'.repeat(64) }),
    );
  });
});

describe('what is recorded about it', () => {
  it('is a click away for those who may read the ledger', async () => {
    renderScreen(<SignOffsContent />, {
      entity: customer360,
      mayEvaluate: true,
    });
    expect(
      await screen.findByRole('link', {
        name: 'What the ledger says about this',
      }),
    ).toHaveAttribute(
      'href',
      '/data-products/ledger?subject=dataproduct%3Adefault%2Fcustomer-360',
    );
  });

  it('is not offered to others', async () => {
    renderScreen(<SignOffsContent />, { entity: customer360 });
    await screen.findByRole('button', { name: 'Request a sign-off' });
    expect(screen.queryByRole('link', { name: /ledger/ })).toBeNull();
  });
});

describe('the whole handoff', () => {
  it('is completed once, for the content that was shown', async () => {
    const completeHandoff = jest.fn(async () => handoff);
    renderScreen(<SignOffsContent />, {
      entity: customer360,
      api: {
        completeHandoff,
        getHandoff: async () => ({
          ...handoff,
          reader: { complete: { allowed: true }, withdraw: { allowed: true } },
        }),
      },
    });
    await userEvent.dblClick(
      await screen.findByRole('button', { name: 'Complete' }),
    );
    expect(
      await screen.findByText('Release 2.4.0 is signed off.'),
    ).toBeVisible();
    expect(completeHandoff).toHaveBeenCalledWith(handoff.id, {
      fingerprint: CURRENT,
    });
  });

  it('is withdrawn for a reason', async () => {
    let answer: (detail: HandoffDetail) => void = () => {};
    const withdrawHandoff = jest.fn(
      async () =>
        new Promise<HandoffDetail>(resolve => {
          answer = resolve;
        }),
    );
    renderScreen(<SignOffsContent />, {
      entity: customer360,
      api: {
        withdrawHandoff,
        getHandoff: async () => ({
          ...handoff,
          reader: { ...handoff.reader, withdraw: { allowed: true } },
        }),
      },
    });
    await press('Withdraw');
    const dialog = await screen.findByRole('dialog');
    const submit = within(dialog).getByRole('button', { name: 'Withdraw' });
    await userEvent.click(submit);
    expect(withdrawHandoff).not.toHaveBeenCalled();
    await userEvent.type(within(dialog).getByRole('textbox'), 'Too early.');
    await userEvent.click(submit);
    expect(
      await within(dialog).findByRole('button', { name: 'Sending …' }),
    ).toBeDisabled();
    expect(withdrawHandoff).toHaveBeenCalledWith(handoff.id, {
      reason: 'Too early.',
    });
    answer(handoff);
    expect(await screen.findByText('Withdrawn.')).toBeVisible();
  });

  it('is requested where there is none, for the declared version', async () => {
    const requestHandoff = jest.fn(async (_request: HandoffRequest) => handoff);
    renderScreen(<SignOffsContent />, {
      entity: customer360,
      api: {
        requestHandoff,
        listHandoffs: async () => ({ items: [], pageInfo: {} }),
      },
    });
    expect(
      await screen.findByText('No release is waiting to be signed off.'),
    ).toBeVisible();
    await press('Request a sign-off');
    const dialog = await screen.findByRole('dialog');
    // Of the checklists, the one that leaves the stage in which the product is.
    expect(
      await within(dialog).findByRole('combobox', { name: 'Checklist' }),
    ).toHaveValue('retirement');
    await userEvent.selectOptions(
      within(dialog).getByRole('combobox', { name: 'Checklist' }),
      'product-to-production',
    );
    expect(dialog).toHaveTextContent('Access review Data Governance');
    expect(dialog).toHaveTextContent(
      'You sign none of it yourself, as it is you who asks.',
    );
    expect(itemOf('Rollback tried', dialog)).toHaveTextContent(
      'Can be signed by Customer Data (Ada Example, Ben Example,',
    );
    // The group behind the role is not in the catalog.
    expect(itemOf('Access review', dialog)).toHaveTextContent(
      'Nobody can sign it: the role is vacant.',
    );
    expect(itemOf('Tests cover grain and keys', dialog)).toHaveTextContent(
      'judged by facts',
    );
    await userEvent.click(
      within(dialog).getByRole('button', {
        name: 'Request the sign-off of 2.3.0',
      }),
    );
    expect(requestHandoff).toHaveBeenCalledWith({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      entityRef: 'dataproduct:default/customer-360',
      release: '2.3.0',
      checklist: 'product-to-production',
      comment: undefined,
    });
  });
});
