import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { WaiverDetail } from '@handoff/backstage-plugin-data-products-common';
import { customer360 } from '../../__fixtures__/entities';
import { approvedWaiver, requestedWaiver } from '../../__fixtures__/waivers';
import { renderScreen, responseError } from '../../__testUtils__/renderScreen';
import { DataProductsApi } from '../../api';
import { ReadinessCard } from '../ReadinessCard';
import { endDays, endOfDay } from './endDays';

const REFUSED = { allowed: false, reason: 'It is for somebody else.' };

function show(api: Partial<DataProductsApi> = {}, mayRequest = true) {
  renderScreen(<ReadinessCard />, {
    entity: customer360,
    mayEvaluate: mayRequest,
    api,
  });
}

/** Opens a dialog, and gives what is in it. */
async function open(button: string) {
  await userEvent.click(await screen.findByRole('button', { name: button }));
  return within(await screen.findByRole('dialog'));
}

describe('waivers on the readiness card', () => {
  it('are on their checks: why, until when, who asked for and who approved them', async () => {
    show();
    const checks = await screen.findByRole('list', {
      name: 'Checks that need attention',
    });
    await within(checks).findByText('Waiver in force');
    const itemOf = (title: RegExp) =>
      within(checks)
        .getAllByRole('listitem')
        .find(item => title.test(item.textContent ?? ''));
    expect(itemOf(/^Cost budget/)).toHaveTextContent(
      /Waiver in force.*New contract is being negotiated\..*until Dec 12, 2026 · requested by bo · approved by cy on Nov 19, 2026.*“Not beyond the year\.”/,
    );
    expect(itemOf(/^Drill/)).toHaveTextContent(
      /Waiver requested.*The drill waits for the new region\..*until Jan 15, 2027 · requested by bo · waits for Data Governance/,
    );
    // There is one already.
    expect(
      screen.queryByRole('button', { name: /Request a waiver of Drill/ }),
    ).toBeNull();
  });

  it('are requested from a check that fails, with a reason and a last day', async () => {
    const requestWaiver = jest.fn(async () => requestedWaiver);
    const listWaivers = jest.fn(async () => ({
      items: [],
      maxDays: 30,
      pageInfo: {},
    }));
    show({ requestWaiver, listWaivers });
    const dialog = await open('Request a waiver of Roles filled');

    expect(dialog.getByText(/30 days from now at most/)).toBeVisible();
    const { first, last } = endDays(30, new Date());
    const day = dialog.getByLabelText(/Last day/);
    expect([day.getAttribute('min'), day.getAttribute('max')]).toEqual([
      first,
      last,
    ]);
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Why may it fail/ }),
      'The steward starts in January. ',
    );
    fireEvent.change(day, { target: { value: last } });
    const asked = listWaivers.mock.calls.length;
    await userEvent.click(dialog.getByRole('button', { name: 'Request' }));

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(requestWaiver).toHaveBeenCalledWith({
      entityRef: 'dataproduct:default/customer-360',
      check: 'roles-filled',
      reason: 'The steward starts in January.',
      until: endOfDay(last),
    });
    await waitFor(() =>
      expect(listWaivers.mock.calls.length).toBeGreaterThan(asked),
    );
  });

  it('are not requested by those who may not', async () => {
    show({}, false);
    expect(await screen.findByText('Waiver in force')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /Request a waiver/ }),
    ).toBeNull();
  });

  it('wait for those who can decide, who see what they decide about', async () => {
    let answer: (waiver: WaiverDetail) => void = () => {};
    const decideWaiver = jest.fn(
      async () =>
        new Promise<WaiverDetail>(resolve => {
          answer = resolve;
        }),
    );
    show({ decideWaiver });
    const waiting = within(
      await screen.findByRole('region', { name: 'Waiting for you' }),
    );
    expect(waiting.getAllByRole('listitem')).toHaveLength(1);

    const rejection = await open(
      'Reject the waiver of Drill in the last 90 days',
    );
    expect(
      rejection.getByText('The drill waits for the new region.'),
    ).toBeVisible();
    await userEvent.click(rejection.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(decideWaiver).not.toHaveBeenCalled();

    const approval = await open(
      'Approve the waiver of Drill in the last 90 days',
    );
    await userEvent.type(
      approval.getByRole('textbox', { name: /Comment/ }),
      'Until then.',
    );
    await userEvent.click(approval.getByRole('button', { name: 'Approve' }));
    expect(
      await approval.findByRole('button', { name: 'Sending …' }),
    ).toBeDisabled();
    answer(requestedWaiver);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(decideWaiver.mock.calls).toEqual([
      [requestedWaiver.id, { decision: 'approve', comment: 'Until then.' }],
    ]);
  });

  it('are revoked with a reason, and withdrawn by who asked for them', async () => {
    const revokeWaiver = jest.fn(async () => approvedWaiver);
    const withdrawWaiver = jest.fn(async () => requestedWaiver);
    const own = {
      ...requestedWaiver,
      reader: {
        decide: REFUSED,
        withdraw: { allowed: true },
        revoke: REFUSED,
      },
    };
    show({
      revokeWaiver,
      withdrawWaiver,
      listWaivers: async ({ state }) => ({
        items: state === 'approved' ? [approvedWaiver] : [own],
        maxDays: 180,
        pageInfo: {},
      }),
    });
    const revocation = await open('Revoke the waiver of Cost budget');
    await userEvent.type(
      revocation.getByRole('textbox', { name: /Why does it end early/ }),
      'Signed.',
    );
    await userEvent.click(revocation.getByRole('button', { name: 'Revoke' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(revokeWaiver).toHaveBeenCalledWith(approvedWaiver.id, {
      reason: 'Signed.',
    });

    const withdrawal = await open(
      'Withdraw the waiver of Drill in the last 90 days',
    );
    await userEvent.click(withdrawal.getByRole('button', { name: 'Withdraw' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(withdrawWaiver).toHaveBeenCalledWith(own.id);
    expect(
      screen.queryByRole('region', { name: 'Waiting for you' }),
    ).toBeNull();
  });

  it('say in the dialog why nothing was changed', async () => {
    show({
      decideWaiver: async () => {
        throw responseError(409, 'user cy approved it on 2026-11-21');
      },
    });
    const approval = await open(
      'Approve the waiver of Drill in the last 90 days',
    );
    await userEvent.click(approval.getByRole('button', { name: 'Approve' }));
    expect(await approval.findByRole('alert')).toHaveTextContent(
      'Nothing was changed.The server answered 409: user cy approved it on 2026-11-21',
    );
  });

  it('can be asked for again where they could not be loaded', async () => {
    let failing = true;
    show({
      listWaivers: async ({ state }) => {
        if (failing) {
          throw responseError(400, 'a bad day');
        }
        return {
          items: state === 'approved' ? [approvedWaiver] : [],
          maxDays: 180,
          pageInfo: {},
        };
      },
    });
    expect(
      await screen.findByText('Could not load the waivers.'),
    ).toBeVisible();
    expect(screen.getByText('At risk')).toBeVisible();
    failing = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Waiver in force')).toBeVisible();
  });
});

it('ends waivers with a day, within the longest time', () => {
  const now = new Date('2026-11-21T17:30:00.000Z');
  const { first, last } = endDays(180, now);
  expect([first, last]).toEqual(['2026-11-21', '2027-05-19']);
  expect(endOfDay(first)).toBe('2026-11-21T23:59:59.999Z');
  const longest = now.getTime() + 180 * 24 * 60 * 60 * 1000;
  expect(Date.parse(endOfDay(last))).toBeLessThan(longest);
});
