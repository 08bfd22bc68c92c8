import { LedgerList } from '@handoff/backstage-plugin-data-products-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ledgerEntries,
  makeCheckpoint,
  makeEntries,
  makeList,
  makeSigner,
  makeStream,
  toExport,
} from '../__fixtures__/ledger';
import {
  installBrowserFiles,
  setSubtleCrypto,
} from '../__testUtils__/browserFiles';
import { expectAccessible } from '../__testUtils__/expectAccessible';
import { renderScreen, responseError } from '../__testUtils__/renderScreen';
import { DataProductsApi } from '../api';
import { LedgerPage } from './LedgerPage';

const KEY = /by key [0-9a-f]{8}/;
const list = makeList(ledgerEntries);
const exported = toExport(ledgerEntries);

beforeEach(installBrowserFiles);

/** Shows the page to somebody who may export, or to somebody who may only read. */
function show(
  api: Partial<DataProductsApi> = {},
  options: { mayExport?: boolean; at?: string } = {},
) {
  return renderScreen(<LedgerPage />, {
    api,
    at: options.at,
    mayEvaluate: options.mayExport ?? true,
  });
}

const exporting = (text: string) => ({
  exportLedger: async () => makeStream(text),
});

const rows = async () => {
  const table = await screen.findByRole('table', {
    name: 'What was recorded, newest first',
  });
  return within(table).getAllByRole('row').slice(1);
};

describe('whether the chain holds', () => {
  it('is proved against a signed checkpoint, unasked while it is small', async () => {
    show();
    const verdict = await screen.findByText('The chain holds');
    expect(verdict).toBeVisible();
    const words = screen.getByText(/^4 entries, checked at /);
    expect(words).toHaveTextContent(/signed checkpoint at 4 by key/);
    expect(words).toHaveTextContent(KEY);
    expect(
      screen.getByText(/^1 of them is about what you may not read/),
    ).toBeVisible();
    await expectAccessible();
  });

  it.each([
    [
      'a changed entry',
      exported.replace('user:default/ada', 'user:default/eve'),
      /^Entry 2 was changed/,
      '1 entry before that holds.',
    ],
    [
      'a changed payload',
      exported.replace('Too many readers', 'Fine'),
      /^The payload of entry 3 was changed/,
      '2 entries before that hold together.',
    ],
    [
      'a cut tail',
      toExport(ledgerEntries.slice(0, -1)),
      /^The end is cut off: the ledger had 4 entries at the checkpoint, and has 3/,
      '3 entries before that hold together.',
    ],
  ])('names %s', async (_, text, message, before) => {
    show(exporting(text));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The chain does not hold');
    expect(within(alert).getByText(message)).toBeVisible();
    expect(within(alert).getByText(before)).toBeVisible();
    expect(screen.queryByText('The chain holds')).toBeNull();
    await expectAccessible();
  });

  it('is not proved by a checkpoint of another key', async () => {
    show({
      getLedgerCheckpoint: async () => ({
        ...makeCheckpoint(ledgerEntries),
        note: makeCheckpoint(ledgerEntries, makeSigner()).note,
      }),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /checkpoint of 4 entries .* is not signed by the key/,
    );
  });

  it('says when the browser cannot check the signature', async () => {
    setSubtleCrypto(undefined);
    show();
    expect(
      await screen.findByText(/whose signature this browser cannot check/),
    ).toBeVisible();
  });

  it('says what was recorded since it was checked', async () => {
    show({ listLedger: async () => makeList(makeEntries(6)) });
    expect(
      await screen.findByText('2 entries were recorded since.'),
    ).toBeVisible();
  });

  it('is checked when asked while it is long, and can be cancelled', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    show({
      listLedger: async () => ({
        ...list,
        head: { ...list.head, size: 1_200_000 },
      }),
      exportLedger: async options => {
        signals.push(options?.signal);
        return new ReadableStream({});
      },
    });
    const check = await screen.findByRole('button', {
      name: 'Check 1,200,000 entries',
    });
    expect(signals).toEqual([]);
    await userEvent.click(check);
    expect(
      await screen.findByRole('progressbar', {
        name: 'Checking the chain: 0 %',
      }),
    ).toBeVisible();
    await expectAccessible();
    await waitFor(() => expect(signals).toHaveLength(1));
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(signals[0]?.aborted).toBe(true);
    expect(
      screen.getByText('The chain has not been checked yet.'),
    ).toBeVisible();
  });

  it('is proved in part by those who may not export', async () => {
    const exportLedger = jest.fn();
    show({ exportLedger }, { mayExport: false });
    expect(
      await screen.findByText(
        'The 4 entries on this page are right by their hashes',
      ),
    ).toBeVisible();
    expect(
      await screen.findByText(/^Checkpoint at 4, signed by key/),
    ).toBeVisible();
    expect(
      screen.getByText(/the chain cannot be checked as a whole/),
    ).toHaveTextContent('data-products.ledger.export');
    const button = screen.getByRole('button', { name: 'Export' });
    expect(button).toHaveAccessibleDescription(
      /^Exporting takes the permission data-products.ledger.export/,
    );
    await userEvent.click(button);
    expect(exportLedger).not.toHaveBeenCalled();
    await expectAccessible();
  });

  it.each<[string, (answer: LedgerList) => void, RegExp]>([
    [
      'changed',
      ({ items }) => {
        items[1] = { ...items[1], payload: { decision: 'approve' } };
      },
      /^The payload of entry 3 was changed/,
    ],
    [
      'exchanged',
      ({ items }) => {
        items[0] = { ...items[0], prevHash: 'a'.repeat(64) };
      },
      /^Entry 4 was changed/,
    ],
    [
      'not the last one',
      ({ head }) => {
        head.hash = 'a'.repeat(64);
      },
      /^Entry 4 is not the last one that the portal names/,
    ],
  ])('is not proved in part where an entry is %s', async (_, change, words) => {
    const answer = makeList(ledgerEntries);
    change(answer);
    show({ listLedger: async () => answer }, { mayExport: false });
    expect(await screen.findByText(words)).toBeVisible();
  });
});

describe('what was recorded', () => {
  it('stands newest first in words', async () => {
    show();
    const [hidden, rejected, requested, config] = await rows();
    expect(hidden).toHaveTextContent('Approved a waiver');
    expect(hidden).toHaveTextContent(
      'You see only the hash of what was recorded.',
    );
    expect(rejected).toHaveTextContent('Rejected an item of a sign-off');
    expect(requested).toHaveTextContent('Requested a sign-off');
    expect(
      within(requested).getByRole('link', { name: 'customer-360' }),
    ).toBeVisible();
    expect(config).toHaveTextContent('ConfigurationChanged the checksChecks');
    expect(screen.getByText('4 entries are recorded')).toBeVisible();
  });

  it('opens in words, as canonical JSON and with its hashes', async () => {
    show();
    const [, rejected] = await rows();
    await userEvent.click(
      within(rejected).getByRole('button', { name: 'Show entry 3' }),
    );
    expect(screen.getByText('Too many readers.')).toBeVisible();
    expect(
      screen.getByRole('link', { name: /wiki\.example\.com/ }),
    ).toBeVisible();
    expect(screen.queryByText('Salt')).toBeNull();
    expect(screen.getByText('The entry is what was hashed')).toBeVisible();
    expect(
      within(
        screen.getByText('Hash of the entry before').parentElement!,
      ).getByTitle(ledgerEntries[1].hash),
    ).toBeVisible();
    await userEvent.click(screen.getByText(/^As canonical JSON/));
    expect(
      screen.getByRole('region', { name: 'Canonical JSON of entry 3' }),
    ).toHaveTextContent(ledgerEntries[2].payload!);
    await expectAccessible();

    await userEvent.click(
      screen.getByRole('button', { name: 'Only what this one did' }),
    );
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '?actor=user%3Adefault%2Fruth',
    );
  });

  it('is a hash for those who may not read the subject', async () => {
    show();
    const [hidden] = await rows();
    await userEvent.click(
      within(hidden).getByRole('button', { name: 'Show entry 4' }),
    );
    expect(
      screen.getByText(/The hash proves the content all the same/),
    ).toBeVisible();
    expect(screen.getByText('The entry is what was hashed')).toBeVisible();
    expect(screen.queryByText(/^As canonical JSON/)).toBeNull();
    await expectAccessible();
  });

  it('is filtered by what the address says, a page at a time', async () => {
    const listLedger = jest.fn(async ({ cursor }) =>
      cursor ? list : { ...list, pageInfo: { nextCursor: 'more' } },
    );
    show(
      { listLedger },
      {
        at: '/?subject=dataproduct:default/customer-360&action=new.deed&from=2026-11-01&to=2026-11-02&limit=50',
      },
    );
    await rows();
    const [query] = listLedger.mock.calls[0] as any;
    expect(query).toMatchObject({
      subject: 'dataproduct:default/customer-360',
      action: 'new.deed',
      actor: undefined,
      limit: 50,
    });
    // Both days whole.
    expect(Date.parse(query.to) - Date.parse(query.from)).toBe(
      2 * 24 * 60 * 60 * 1000,
    );
    expect(
      screen.getByRole('combobox', { name: 'What was done' }),
    ).toHaveDisplayValue('New deed');

    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await waitFor(() =>
      expect(listLedger).toHaveBeenLastCalledWith(
        expect.objectContaining({ cursor: 'more', action: 'new.deed' }),
        expect.anything(),
      ),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(screen.getByLabelText('address')).toHaveTextContent('/?limit=50');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Who' }),
      ' User:Ada ',
    );
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'What was done' }),
      'Signed an item of a sign-off',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Filter' }));
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/?actor=user%3Adefault%2Fada&action=handoff.item.signed&limit=50',
    );
  });

  it('says so when nothing matches', async () => {
    show(
      { listLedger: async () => ({ ...list, items: [] }) },
      { at: '/?actor=config' },
    );
    expect(
      await screen.findByText('No entry matches the filters.'),
    ).toBeVisible();
    expect(await screen.findByText('The chain holds')).toBeVisible();
  });

  it('is not for everybody', async () => {
    show({
      listLedger: async () => {
        throw responseError(403, 'This takes data-products.ledger.read');
      },
    });
    expect(await screen.findByText('You cannot see the ledger.')).toBeVisible();
    expect(screen.queryByRole('form')).toBeNull();
  });
});

describe('what proves it elsewhere', () => {
  let saved: { name: string; content: Blob }[];

  beforeEach(() => {
    saved = [];
    const contents = new Map<string, Blob>();
    URL.createObjectURL = content => {
      const url = `blob:${contents.size}`;
      contents.set(url, content as Blob);
      return url;
    };
    URL.revokeObjectURL = () => {};
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved.push({
          name: this.download,
          content: contents.get(this.href)!,
        });
      });
  });
  afterEach(() => jest.restoreAllMocks());

  it('is saved: the export as it comes, and the checkpoint', async () => {
    show(exporting(exported));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export' }),
    );
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0].name).toMatch(/^ledger-\d{4}-\d\d-\d\d\.ndjson$/);
    expect(saved[0].content.size).toBe(Buffer.byteLength(exported));
    await userEvent.click(screen.getByRole('button', { name: 'Checkpoint' }));
    await waitFor(() => expect(saved).toHaveLength(2));
    expect(saved[1].name).toBe('ledger-checkpoint-4.json');
  });

  it('says why it was not saved', async () => {
    show({
      listLedger: async () => ({
        ...list,
        head: { ...list.head, size: 1_200_000 },
      }),
      exportLedger: async () => {
        throw responseError(403, 'It takes another permission');
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Not saved\. .*It takes another permission/,
    );
    expect(saved).toEqual([]);
  });
});
