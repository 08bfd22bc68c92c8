import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import {
  ChangeDetail,
  ImpactQuery,
} from '@handoff/backstage-plugin-data-products-common';
import { DataProductsQueryProvider } from '../../api';
import { change, changeToAnswer, impact } from '../../__fixtures__/changes';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { renderScreen, responseError } from '../../__testUtils__/renderScreen';
import { ImpactView } from './ImpactView';

const REF = 'dataproduct:default/customer-360';

function show(
  options: Parameters<typeof renderScreen>[1] = {},
  shown?: ChangeDetail,
) {
  return renderScreen(
    <DataProductsQueryProvider>
      <ImpactView
        entityRef={REF}
        columns={['customers.email']}
        change={shown}
      />
    </DataProductsQueryProvider>,
    options,
  );
}

const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));

// jsdom lays nothing out: a window of 1,000 by 500 pixels.
const originals = {
  offsetWidth: Object.getOwnPropertyDescriptor(
    HTMLElement.prototype,
    'offsetWidth',
  )!,
  offsetHeight: Object.getOwnPropertyDescriptor(
    HTMLElement.prototype,
    'offsetHeight',
  )!,
};
beforeAll(() => {
  Object.defineProperties(HTMLElement.prototype, {
    offsetWidth: { configurable: true, get: () => 1_000 },
    offsetHeight: { configurable: true, get: () => 500 },
  });
  global.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  global.DOMMatrixReadOnly = class {
    m22 = 1;
  } as unknown as typeof DOMMatrixReadOnly;
});
afterAll(() => {
  Object.defineProperties(HTMLElement.prototype, originals);
});

describe('the impact as a list', () => {
  it('names what is reached by team, with the way that leads there', async () => {
    show();
    await press('List by team');
    const finance = await screen.findByRole('region', { name: 'Finance' });
    expect(finance).toHaveTextContent(
      'Data product: 2 · Agreement on Customer 360',
    );
    expect(
      within(finance).getByRole('link', { name: 'Agreement on Customer 360' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/dataproduct/customer-360/sla#agreement-1',
    );
    expect(
      within(finance).getByRole('link', { name: /#finance-data/ }),
    ).toHaveAttribute('href', 'https://slack.example/finance-data');
    expect(screen.queryByRole('button', { name: /^Notify/ })).toBeNull();
    expect(
      within(finance)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Revenue uses Customer 360 (customers.email)',
      'Revenue board its contract reads Revenue',
    ]);
    expect(screen.getByRole('region', { name: 'Growth' })).toHaveTextContent(
      "has Revenue as a step · decides whether to raise next quarter's acquisition budget",
    );
    expect(screen.getByText('3 entities')).toBeVisible();
    await expectAccessible();
  });

  it('asks for the direction, the distance and the kind that are chosen', async () => {
    const getImpact = jest.fn(async (_ref: string, _query: ImpactQuery) => ({
      ...impact,
      pageInfo: { nextCursor: 'next' },
      summary: {
        ...impact.summary,
        total: 2_000,
        incomplete: 'There is more behind the depth that was asked for.',
      },
    }));
    show({ api: { getImpact } });
    await press('List by team');
    expect(getImpact).toHaveBeenCalledWith(
      REF,
      {
        direction: 'downstream',
        columns: ['customers.email'],
        limit: 1_000,
      },
      expect.anything(),
    );
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Kind' }),
      'Decision path (1)',
    );
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'How far' }),
      '2 steps away',
    );
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Direction' }),
      'What it depends on',
    );
    await waitFor(() =>
      expect(getImpact).toHaveBeenLastCalledWith(
        REF,
        { direction: 'upstream', depth: 2, limit: 1_000 },
        expect.anything(),
      ),
    );
    expect(getImpact.mock.calls.map(([, query]) => query)).toContainEqual({
      direction: 'downstream',
      depth: 2,
      kinds: ['decisionpath'],
      columns: ['customers.email'],
      limit: 1_000,
    });
    // Nothing is cut silently.
    expect(
      await screen.findByText(
        /the nearest 3 of 2000 entities · There is more behind the depth/,
      ),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Show more' })).toBeVisible();
  });

  it('says that nothing depends on it', async () => {
    show({
      api: {
        getImpact: async () => ({
          ...impact,
          nodes: [],
          summary: { ...impact.summary, total: 0, teams: [], byKind: [] },
        }),
      },
    });
    expect(
      await screen.findByText('Nothing that you may see depends on it.'),
    ).toBeVisible();
  });
});

describe('telling those whom a change affects', () => {
  const NOTIFY_FINANCE = 'Notify Finance of “Drop the e-mail”';
  const told = (at: string): ChangeDetail => ({
    ...changeToAnswer,
    notifications: [
      {
        party: { ref: 'group:default/finance', title: 'Finance' },
        by: 'user:default/cy',
        at,
      },
    ],
  });
  const ago = (hours: number) =>
    new Date(Date.now() - hours * 3_600_000).toISOString();

  it('tells a team once, however often it is clicked, and says so', async () => {
    let answer: (detail: ChangeDetail) => void = () => {};
    const notifyOfChange = jest.fn(
      async () =>
        new Promise<ChangeDetail>(resolve => {
          answer = resolve;
        }),
    );
    show({ api: { notifyOfChange } }, told(ago(7)));
    await press('List by team');
    const finance = await screen.findByRole('region', { name: 'Finance' });
    expect(finance).toHaveTextContent(/told 7.hours.ago/);
    expect(
      screen.getByRole('region', { name: 'Growth' }),
    ).not.toHaveTextContent('told');
    await expectAccessible();
    await userEvent.dblClick(
      within(finance).getByRole('button', { name: NOTIFY_FINANCE }),
    );
    expect(notifyOfChange).toHaveBeenCalledTimes(1);
    expect(notifyOfChange).toHaveBeenCalledWith(change.id, {
      team: 'group:default/finance',
    });
    answer(told(ago(0)));
    expect(
      await within(finance).findByText('Finance is told of it.'),
    ).toBeVisible();
  });

  it('says that a team was told already, or that it could not be', async () => {
    const before = told(ago(1));
    const notifyOfChange = jest
      .fn(async () => before)
      .mockRejectedValueOnce(responseError(409, 'The change is withdrawn'));
    show({ api: { notifyOfChange } }, before);
    await press('List by team');
    await press(NOTIFY_FINANCE);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Finance could not be told\..*The change is withdrawn/,
    );
    await expectAccessible();
    await press(NOTIFY_FINANCE);
    expect(
      await screen.findByText(
        'Finance was told less than 4 hours ago, and is not told again yet.',
      ),
    ).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says why the reader may not, and who only agreed on it', async () => {
    const notifyOfChange = jest.fn(async () => change);
    show(
      {
        api: {
          notifyOfChange,
          getImpact: async () => ({
            ...impact,
            nodes: [],
            summary: { ...impact.summary, total: 0, teams: [], byKind: [] },
          }),
        },
      },
      change,
    );
    const button = await screen.findByRole('button', { name: NOTIFY_FINANCE });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(
      'You cannot notify them. You lack the permission data-products.change.propose.',
    );
    await userEvent.click(button);
    expect(notifyOfChange).not.toHaveBeenCalled();
    expect(screen.getByRole('region', { name: 'Finance' })).toHaveTextContent(
      /^FinanceAgreement on Customer 360/,
    );
    await expectAccessible();
  });

  it('cannot be done about what has ended', async () => {
    show({}, { ...told(ago(30)), state: 'withdrawn' });
    await press('List by team');
    expect(
      await screen.findByRole('region', { name: 'Finance' }),
    ).toHaveTextContent(/told 1.day.ago/);
    expect(screen.queryByRole('button', { name: /^Notify/ })).toBeNull();
  });
});

describe('answering a change in the line of a team', () => {
  const ANSWERS = /^(Accept|Object to) “Drop the e-mail”/;

  it('is for teams of the reader whose answer is open', async () => {
    const acknowledgeChange = jest.fn(async () => changeToAnswer);
    show({ api: { acknowledgeChange } }, changeToAnswer);
    await press('List by team');
    const finance = await screen.findByRole('region', { name: 'Finance' });
    // Growth, for which the reader may answer, too, has objected already.
    expect(screen.getAllByRole('button', { name: ANSWERS })).toEqual(
      within(finance).getAllByRole('button', { name: ANSWERS }),
    );
    await userEvent.click(
      within(finance).getByRole('button', {
        name: 'Object to “Drop the e-mail” for Finance',
      }),
    );
    const dialog = within(
      await screen.findByRole('dialog', {
        name: 'Object to “Drop the e-mail”?',
      }),
    );
    expect(dialog.queryByRole('combobox')).toBeNull();
    await userEvent.type(
      dialog.getByRole('textbox', { name: /What would it break/ }),
      'We mail our customers.',
    );
    await userEvent.click(
      dialog.getByRole('button', { name: 'Object for Finance' }),
    );
    expect(
      await within(finance).findByText('Objected for Finance.'),
    ).toBeVisible();
    expect(acknowledgeChange).toHaveBeenCalledWith(change.id, {
      decision: 'object',
      comment: 'We mail our customers.',
      party: 'group:default/finance',
    });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await expectAccessible();
  });

  const answered: ChangeDetail = {
    ...changeToAnswer,
    asked: changeToAnswer.asked.map(each => ({ ...each, decision: 'accept' })),
  };

  it('has the keyboard go on from there, once its buttons are gone', async () => {
    const acknowledgeChange = jest.fn(async () => answered);
    function UntilAnswered() {
      const [shown, setShown] = useState(changeToAnswer);
      // As the page does, which reads the change anew.
      acknowledgeChange.mockImplementation(async () => {
        setShown(answered);
        return answered;
      });
      return <ImpactView entityRef={REF} change={shown} />;
    }
    await renderScreen(
      <DataProductsQueryProvider>
        <UntilAnswered />
      </DataProductsQueryProvider>,
      { api: { acknowledgeChange } },
    );
    await press('List by team');
    await press('Accept “Drop the e-mail” for Finance');
    await press('Accept for Finance');
    const finance = screen.getByRole('region', { name: 'Finance' });
    await waitFor(() =>
      expect(
        within(finance)
          .getAllByRole('status')
          .find(status => status.textContent === 'Accepted for Finance.'),
      ).toHaveFocus(),
    );
    expect(screen.queryByRole('button', { name: ANSWERS })).toBeNull();
    await expectAccessible();
  });

  it.each([
    ['the reader may not', change],
    ['it was given', answered],
  ])('is not offered where %s', async (_, shown) => {
    show({}, shown);
    await press('List by team');
    expect(
      await screen.findByRole('region', { name: 'Finance' }),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: ANSWERS })).toBeNull();
  });
});

describe('the impact as a graph', () => {
  it('is walked with the arrow keys', async () => {
    show();
    const graph = await screen.findByRole('group', {
      name: 'Impact of Customer 360 as a graph',
    });
    expect(graph).toHaveAccessibleDescription(
      'Arrow keys lead from one to the next, Enter opens its page.',
    );
    const linkTo = (name: string) => within(graph).findByRole('link', { name });
    const start = await linkTo('Customer 360');
    expect(await linkTo('Revenue')).toHaveAccessibleDescription(
      'Data product, Finance, 1 step away, uses Customer 360 (customers.email)',
    );
    act(() => start.focus());
    await userEvent.keyboard('{ArrowRight}');
    await waitFor(async () => expect(await linkTo('Revenue')).toHaveFocus());
    await userEvent.keyboard('{ArrowRight}');
    await waitFor(async () =>
      expect(await linkTo('Revenue board')).toHaveFocus(),
    );
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(async () =>
      expect(await linkTo('Monthly active customers')).toHaveFocus(),
    );
    await userEvent.keyboard('{ArrowLeft}');
    await waitFor(async () => expect(await linkTo('Revenue')).toHaveFocus());
    await expectAccessible();
  });
});
