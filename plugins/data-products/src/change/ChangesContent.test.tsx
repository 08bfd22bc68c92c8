import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ChangeAcknowledging,
  ChangeDetail,
  ChangeOverriding,
  ChangeProposal,
} from '@handoff/backstage-plugin-data-products-common';
import {
  change,
  changes,
  changeToAnswer,
  contractDifference,
  CURRENT,
  FIRST,
} from '../__fixtures__/changes';
import { customer360, monthlyActives } from '../__fixtures__/entities';
import { expectAccessible } from '../__testUtils__/expectAccessible';
import { renderScreen, responseError } from '../__testUtils__/renderScreen';
import { ChangesContent } from './ChangesContent';

async function press(name: string | RegExp): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name }));
}

describe('ChangesContent', () => {
  it('shows what is open with the verdict, whose turn it is, who answered, and whom it affects', async () => {
    renderScreen(<ChangesContent />, {
      entity: customer360,
    });

    const gate = await screen.findByRole('region', { name: 'Gate' });
    expect(gate).toHaveTextContent(/^GateBlocked judged/);
    expect(gate).toHaveTextContent(
      'Blocks Finance has not answered; they have until 3 Dec.→ Finance: Accept the change, or object to it.',
    );
    expect(gate).toHaveTextContent(
      'Warns The objective fresh-by-morning is broken.→ Customer Data: Restore it first.',
    );
    const answers = screen.getByRole('region', { name: 'Who has to answer' });
    expect(answers).toHaveTextContent(/Finance.*No answer yet time until/);
    expect(answers).toHaveTextContent(
      /Growth.*Objected“Our newsletter needs it.” · .*gil/,
    );
    expect(answers).toHaveTextContent(/Data Governance.*Accepted/);
    expect(
      screen.getByRole('region', { name: 'Whom it affects' }),
    ).toHaveTextContent(
      "3 entities, 2 teamsMonthly active customers decides whether to raise next quarter's acquisition budget",
    );
    expect(screen.getByText('2.3.0 → 3.0.0')).toBeVisible();
    await expectAccessible();
    await press(
      '1 entity that depends on it reads none of the columns that change',
    );
    expect(screen.getByRole('link', { name: 'Executive KPIs' })).toBeVisible();
    expect(
      screen.getByText('as lineage says since Nov 20, 2026'),
    ).toBeVisible();
  });

  it('counts people who own something apart from teams', async () => {
    const { gate } = change;
    const teams = [
      ...gate.affected.teams,
      { ref: 'user:default/gil', count: 1, byKind: [] },
      { count: 1, byKind: [] },
    ];
    renderScreen(<ChangesContent />, {
      entity: customer360,
      api: {
        getChange: async () => ({
          ...change,
          gate: { ...gate, affected: { ...gate.affected, teams } },
        }),
      },
    });
    expect(
      await screen.findByText('3 entities, 2 teams and 1 person'),
    ).toBeVisible();
  });

  it('compares the contracts side by side, by class', async () => {
    renderScreen(<ChangesContent />, { entity: customer360 });
    const difference = await screen.findByRole('region', {
      name: 'What changes in the contract',
    });
    expect(difference).toHaveTextContent('Demands a major version.');
    expect(difference).toHaveTextContent(
      'customers.email → customers.contact: they are of one type',
    );
    const rows = () =>
      within(difference)
        .getAllByRole('row')
        .slice(1)
        .map(row => row.textContent);
    expect(rows()).toEqual([
      'customers.emailstringnothingBreakingWhoever reads the column finds nothing.',
      'customers.contactnothingstringCompatibleNobody reads the column yet.',
      'customers.customer_iddescriptionStable.Stable over merges.DocumentationIt changes only what is said.',
    ]);
    await userEvent.selectOptions(
      within(difference).getByRole('combobox', { name: 'Show' }),
      'Compatible (1)',
    );
    expect(rows()).toHaveLength(1);
  });

  it('tells those who cannot act why, and who can', async () => {
    renderScreen(<ChangesContent />, { entity: customer360 });
    const accept = await screen.findByRole('button', {
      name: 'Accept “Drop the e-mail”',
    });
    expect(accept).toHaveAttribute('aria-disabled', 'true');
    expect(accept).toHaveAccessibleDescription(
      'You cannot answer this change: it takes a member of Finance. Members: Ruth, Omar.',
    );
    expect(
      screen.getByRole('button', {
        name: 'Override the gate for “Drop the e-mail”',
      }),
    ).toHaveAccessibleDescription(
      'You lack the permission data-products.change.override.',
    );
    expect(
      screen.getByRole('button', { name: 'Propose a change' }),
    ).toHaveAccessibleDescription(
      'You cannot propose a change: it takes the permission data-products.change.propose.',
    );
    await userEvent.click(accept);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('folds what has ended', async () => {
    renderScreen(<ChangesContent />, { entity: customer360 });
    await press('Earlier changes');
    const item = (
      await screen.findByText('Say when customers were merged')
    ).closest('li')!;
    expect(item).toHaveTextContent(
      /Promoted.*proposed by the pipeline deploys/,
    );
    expect(
      within(item).getByRole('button', {
        name: 'Show “Say when customers were merged”',
      }),
    ).toHaveAttribute('aria-expanded', 'false');
  });

  it('shows the change that a link names, open or not', async () => {
    const getChange = jest.fn(async (id: string) => ({
      ...change,
      ...changes.items[1],
      id,
    }));
    renderScreen(<ChangesContent />, {
      entity: customer360,
      api: { getChange },
      at: `/?change=${changes.items[1].id}`,
    });
    expect(
      await screen.findByRole('button', {
        name: 'Hide “Say when customers were merged”',
      }),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Show “Drop the e-mail”' }),
    ).toBeVisible();
    // Nothing can be done about what has ended.
    expect(screen.queryByRole('button', { name: /^Accept/ })).toBeNull();
  });

  it('compares any two contracts of the past', async () => {
    const getContractDifference = jest.fn(async () => contractDifference);
    renderScreen(<ChangesContent />, {
      entity: customer360,
      api: {
        listChanges: async () => ({ items: [], pageInfo: {} }),
        getContractDifference,
      },
    });
    expect(await screen.findByText('No change is open.')).toBeVisible();
    await press('Contract history');
    const history = await screen.findByRole('table', {
      name: 'Contract history',
    });
    expect(history).toHaveTextContent(/2\.3\.0in force.*Through the gate/);
    expect(history).toHaveTextContent(/2\.2\.4.*Around the gate/);
    expect(
      await screen.findByRole('table', {
        name: 'What differs between the two contracts',
      }),
    ).toBeVisible();
    expect(getContractDifference).toHaveBeenCalledWith(
      'dataproduct:default/customer-360',
      { before: FIRST, after: CURRENT },
      expect.anything(),
    );
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Compare' }),
      CURRENT,
    );
    expect(
      screen.getByText('These are one and the same: choose another.'),
    ).toBeVisible();
  });

  it('has no contract to compare where there can be none', async () => {
    renderScreen(<ChangesContent />, { entity: monthlyActives });
    await screen.findByRole('button', { name: 'Earlier changes' });
    expect(
      screen.queryByRole('button', { name: 'Contract history' }),
    ).toBeNull();
  });

  it.each([
    [500, 'alert', 'the changes'],
    [403, 'status', 'the changes'],
  ])('says that it failed with %s', async (status, role, words) => {
    renderScreen(<ChangesContent />, {
      entity: customer360,
      api: {
        listChanges: async () => {
          throw responseError(status, 'The database is away');
        },
      },
    });
    await waitFor(() =>
      expect(
        screen.getAllByRole(role).map(({ textContent }) => textContent),
      ).toContainEqual(expect.stringContaining(words)),
    );
  });
});

describe('acting on a change', () => {
  it('objects for the team that is chosen, once, with a comment', async () => {
    let answer: (detail: ChangeDetail) => void = () => {};
    const acknowledgeChange = jest.fn(
      async (_id: string, _given: ChangeAcknowledging) =>
        new Promise<ChangeDetail>(resolve => {
          answer = resolve;
        }),
    );
    renderScreen(<ChangesContent />, {
      entity: customer360,
      api: { getChange: async () => changeToAnswer, acknowledgeChange },
    });
    await press('Object to “Drop the e-mail”');
    const dialog = await screen.findByRole('dialog', {
      name: 'Object to “Drop the e-mail”?',
    });
    await expectAccessible();
    await userEvent.selectOptions(
      within(dialog).getByRole('combobox', { name: 'Answer for' }),
      'Growth',
    );
    const submit = within(dialog).getByRole('button', {
      name: 'Object for Growth',
    });
    await userEvent.click(submit);
    expect(dialog).toHaveTextContent('Say what you object to.');
    expect(acknowledgeChange).not.toHaveBeenCalled();
    await userEvent.type(
      within(dialog).getByRole('textbox'),
      'We write to them.',
    );
    await userEvent.dblClick(submit);
    expect(acknowledgeChange).toHaveBeenCalledTimes(1);
    expect(acknowledgeChange).toHaveBeenCalledWith(change.id, {
      decision: 'object',
      comment: 'We write to them.',
      party: 'group:default/growth',
    });
    answer(changeToAnswer);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await screen.findByText('Objected for Growth.')).toBeVisible();
  });

  it('accepts without a comment', async () => {
    const acknowledgeChange = jest.fn(async () => changeToAnswer);
    renderScreen(<ChangesContent />, {
      entity: customer360,
      api: { getChange: async () => changeToAnswer, acknowledgeChange },
    });
    await press('Accept “Drop the e-mail”');
    await press('Accept for Finance');
    expect(acknowledgeChange).toHaveBeenCalledWith(change.id, {
      decision: 'accept',
      comment: undefined,
      party: 'group:default/finance',
    });
  });

  it('overrides what blocks and was shown, and nothing else', async () => {
    const overrideChange = jest.fn(
      async (_id: string, _given: ChangeOverriding) => {
        throw responseError(409, 'Other rules block it now');
      },
    );
    renderScreen(<ChangesContent />, {
      entity: customer360,
      api: { getChange: async () => changeToAnswer, overrideChange },
    });
    await press('Override the gate for “Drop the e-mail”');
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).getByRole('list', { name: 'What stands against it' }),
    ).toHaveTextContent(/^Blocks Finance has not answered/);
    expect(dialog).not.toHaveTextContent('fresh-by-morning');
    await userEvent.type(
      within(dialog).getByRole('textbox'),
      'The law demands it today.',
    );
    await press('Override the gate');
    expect(overrideChange).toHaveBeenCalledWith(change.id, {
      rules: ['consumers-accept'],
      reason: 'The law demands it today.',
    });
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Other rules block it now',
    );
  });

  it('proposes a contract that was pasted or chosen, as it was read', async () => {
    const proposeChange = jest.fn(async (_proposal: ChangeProposal) => change);
    renderScreen(<ChangesContent />, {
      entity: customer360,
      api: { proposeChange },
      mayEvaluate: true,
    });
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Propose a change' }),
      ).not.toHaveAttribute('aria-disabled'),
    );
    await press('Propose a change');
    const dialog = await screen.findByRole('dialog');
    await expectAccessible();
    const submit = within(dialog).getByRole('button', { name: 'Propose' });
    await userEvent.click(submit);
    expect(dialog).toHaveTextContent('Say in a few words what changes.');
    expect(dialog).toHaveTextContent('brings the new contract');

    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Title' }),
      'Drop the e-mail',
    );
    const text = within(dialog).getByRole('textbox', {
      name: 'Contract, as YAML or JSON',
    });
    await userEvent.click(text);
    await userEvent.paste('a: [1');
    expect(
      await within(dialog).findByText(/This is no YAML or JSON: .*line 1/),
    ).toBeVisible();
    await userEvent.clear(text);
    await userEvent.paste('a: 1');
    expect(
      await within(dialog).findByText(/This is no Open Data Contract/),
    ).toBeVisible();
    await userEvent.click(submit);
    expect(proposeChange).not.toHaveBeenCalled();

    const yaml =
      'apiVersion: v3.1.0\nkind: DataContract\nid: c\nversion: 3.0.0\nstatus: active\nschema:\n  - name: customers\n    properties: [{ name: customer_id, logicalType: string }]\n';
    await userEvent.upload(
      within(dialog).getByLabelText('From a file'),
      // jsdom reads no files.
      Object.assign(new File([yaml], 'customer-360.odcs.yaml'), {
        text: async () => yaml,
      }),
    );
    expect(
      await within(dialog).findByText(
        'Read: version 3.0.0, schemas: 1, columns: 1.',
      ),
    ).toBeVisible();
    expect(text).toHaveValue(yaml);
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /^New release/ }),
      '3',
    );
    await userEvent.click(submit);
    expect(dialog).toHaveTextContent('Write a SemVer version');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /^New release/ }),
      '.0.0',
    );
    await userEvent.click(submit);
    await waitFor(() => expect(proposeChange).toHaveBeenCalledTimes(1));
    expect(proposeChange).toHaveBeenCalledWith({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      entityRef: 'dataproduct:default/customer-360',
      kind: 'schema',
      title: 'Drop the e-mail',
      contract: expect.objectContaining({ id: 'c', version: '3.0.0' }),
      version: { to: '3.0.0' },
    });
    expect(
      await screen.findByText('Proposed “Drop the e-mail”.'),
    ).toBeVisible();
  });
});
