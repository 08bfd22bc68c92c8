import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  AgreementDetail,
  AgreementProposal,
  agreementProposalSchema,
} from '@handoff/backstage-plugin-data-products-common';
import {
  agreement,
  breachedAgreement,
  listOf,
} from '../../__fixtures__/agreements';
import { ownership } from '../../__fixtures__/answers';
import { customer360 } from '../../__fixtures__/entities';
import { sla } from '../../__fixtures__/sla';
import { renderScreen, responseError } from '../../__testUtils__/renderScreen';
import { SlaContent } from '../SlaContent';

const DAY_MS = 24 * 60 * 60 * 1000;

async function openDialog(): Promise<HTMLElement> {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Propose an agreement' }),
  );
  return screen.findByRole('dialog', { name: 'Propose an agreement' });
}

const withoutAgreements = { listAgreements: async () => listOf() };

describe('ProposeDialog', () => {
  it('proposes what is promised, by name, and once', async () => {
    const proposeAgreement = jest.fn(
      async (_proposal: AgreementProposal): Promise<AgreementDetail> =>
        agreement,
    );
    const listAgreements = jest.fn(async () => listOf());
    renderScreen(<SlaContent />, {
      entity: {
        ...customer360,
        spec: { ...customer360.spec, responseTimes: { acknowledge: 'PT30M' } },
      },
      mayEvaluate: true,
      api: { listAgreements, proposeAgreement },
    });

    const dialog = await openDialog();
    const submit = within(dialog).getByRole('button', { name: 'Propose' });
    await userEvent.click(submit);
    expect(
      within(dialog).getByText('Name the group that consumes the data.'),
    ).toBeVisible();
    expect(within(dialog).getByRole('alert')).toHaveTextContent(
      'Not sent yet: mend what is marked below.',
    );
    expect(proposeAgreement).not.toHaveBeenCalled();

    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /^Consumer/ }),
      'finance',
    );
    expect(
      within(dialog).getByRole('textbox', { name: 'Acknowledged within' }),
    ).toHaveValue('30 min');
    await userEvent.click(
      within(dialog).getByRole('checkbox', { name: /^at least 99/ }),
    );
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Access' }),
      'Read only.',
    );
    await userEvent.dblClick(submit);

    expect(await screen.findByText('Proposed to Finance.')).toBeVisible();
    expect(proposeAgreement).toHaveBeenCalledTimes(1);
    const [proposal] = proposeAgreement.mock.calls[0];
    expect(proposal).toMatchObject({
      entityRef: 'dataproduct:default/customer-360',
      consumer: 'group:default/finance',
      terms: {
        objectives: ['fresh-by-morning'],
        responseTimes: { acknowledge: 'PT30M' },
        access: 'Read only.',
      },
    });
    expect(agreementProposalSchema.safeParse(proposal).success).toBe(true);
    expect(screen.queryByRole('dialog')).toBeNull();
    await waitFor(() => expect(listAgreements).toHaveBeenCalledTimes(2));
  });

  it('finds the consumer among the groups, those that are named first', async () => {
    renderScreen(<SlaContent />, {
      entity: customer360,
      mayEvaluate: true,
      api: {
        ...withoutAgreements,
        getOwnership: async () => ({
          ...ownership,
          roles: [
            {
              ...ownership.roles[0],
              role: 'consumer' as const,
              vacant: false,
              members: [
                {
                  ref: 'group:default/growth',
                  title: 'Growth',
                  found: true,
                  source: 'spec' as const,
                  people: [],
                },
              ],
            },
          ],
        }),
      },
    });

    const dialog = await openDialog();
    await userEvent.click(
      within(dialog).getByRole('textbox', { name: /^Consumer/ }),
    );
    await userEvent.keyboard('{ArrowDown}');
    await screen.findByRole('option', { name: 'Customer Data' });
    expect(
      screen.getAllByRole('option').map(option => option.textContent),
    ).toEqual(['Growth', 'Customer Data']);
    await userEvent.click(screen.getByRole('option', { name: 'Growth' }));
    expect(
      within(dialog).getByRole('textbox', { name: /^Consumer/ }),
    ).toHaveValue('Growth');
  });

  it('keeps what was typed when the server refuses and when it is closed', async () => {
    const proposeAgreement = jest
      .fn()
      .mockRejectedValueOnce(
        responseError(400, 'consumer: group:default/fin is not a group'),
      )
      .mockRejectedValueOnce(
        responseError(400, 'side: is missing; you belong to both parties'),
      )
      .mockResolvedValue(agreement);
    renderScreen(<SlaContent />, {
      entity: customer360,
      mayEvaluate: true,
      api: { ...withoutAgreements, proposeAgreement },
    });

    let dialog = await openDialog();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /^Consumer/ }),
      'fin',
    );
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Notes' }),
      'Month-end counts on it.',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Propose' }),
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'The server answered 400: consumer: group:default/fin is not a group',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

    dialog = await openDialog();
    expect(within(dialog).getByRole('textbox', { name: 'Notes' })).toHaveValue(
      'Month-end counts on it.',
    );
    // Who belongs to both sides through groups above is asked for which they act.
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Propose' }),
    );
    await userEvent.click(
      await within(dialog).findByRole('radio', { name: /provides$/ }),
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Propose' }),
    );
    await waitFor(() => expect(proposeAgreement).toHaveBeenCalledTimes(3));
    const ids = proposeAgreement.mock.calls.map(([{ id }]) => id);
    expect(new Set(ids).size).toBe(1);
    expect(proposeAgreement).toHaveBeenLastCalledWith(
      expect.objectContaining({ side: 'provider' }),
    );
  });

  it('begins with the terms in force, their dates counted from today', async () => {
    const proposeAgreement = jest.fn(async () => agreement);
    renderScreen(<SlaContent />, {
      entity: customer360,
      mayEvaluate: true,
      api: {
        listAgreements: async () => listOf(breachedAgreement),
        getAgreement: async () => breachedAgreement,
        proposeAgreement,
      },
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Propose new terms' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Propose new terms with Finance',
    });
    const { terms } = breachedAgreement.revisions[1];
    const dayAfter = (date: string) =>
      new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10);
    expect(
      within(dialog).getByRole('textbox', { name: /^Consumer/ }),
    ).toHaveValue('Finance');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Propose' }),
    );
    await waitFor(() =>
      expect(proposeAgreement).toHaveBeenCalledWith(
        expect.objectContaining({
          consumer: 'group:default/finance',
          terms: {
            ...terms,
            // As it is promised now; of the other, less is promised than agreed.
            objectives: [
              terms.objectives[0].name,
              expect.objectContaining({
                name: 'fresh-by-morning',
                target: 14_400,
              }),
            ],
            // It came into force yesterday.
            reviewOn: dayAfter(terms.reviewOn!),
            renewOn: dayAfter(terms.renewOn),
          },
        }),
      ),
    );
    expect(await screen.findByText('Proposed to Finance.')).toBeVisible();
  });

  it('says why nothing can be proposed', async () => {
    const denied = renderScreen(<SlaContent />, {
      entity: customer360,
      api: withoutAgreements,
    });
    expect(await screen.findByText('No agreement yet.')).toBeVisible();
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Propose an agreement' }),
      ).toHaveAccessibleDescription(
        /^You cannot propose an agreement: it takes the permission/,
      ),
    );
    denied.unmount();

    renderScreen(<SlaContent />, {
      entity: customer360,
      mayEvaluate: true,
      api: {
        ...withoutAgreements,
        getSla: async () => ({ ...sla, objectives: [] }),
      },
    });
    expect(
      await screen.findByRole('button', { name: 'Propose an agreement' }),
    ).toHaveAccessibleDescription(/^Nothing is promised that could be agreed/);
  });
});
