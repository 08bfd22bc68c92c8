import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ledgerEntries,
  makeCheckpoint,
  makeEntries,
  makeSigner,
  portalKey,
  toExport,
} from '../__fixtures__/ledger';
import { installBrowserFiles } from '../__testUtils__/browserFiles';
import { expectAccessible } from '../__testUtils__/expectAccessible';
import { renderScreen } from '../__testUtils__/renderScreen';
import { ProveFiles } from './ProveFiles';

const { note } = makeCheckpoint(ledgerEntries);
const exported = toExport(ledgerEntries);

beforeEach(installBrowserFiles);

async function prove(files: {
  exported?: string | Uint8Array;
  checkpoints?: string;
  key?: string;
}) {
  renderScreen(<ProveFiles />);
  await userEvent.click(await screen.findByText('Prove files that you kept'));
  const choose = async (
    label: RegExp,
    name: string,
    content: string | Uint8Array,
  ) =>
    userEvent.upload(
      screen.getByLabelText(label),
      new File([content as BlobPart], name),
    );
  await choose(/^Export/, 'ledger.ndjson', files.exported ?? exported);
  await choose(/^Checkpoint/, 'kept.notes', files.checkpoints ?? note);
  if (files.key) {
    await choose(/^Public key/, 'portal.pem', files.key);
  }
  await userEvent.click(screen.getByRole('button', { name: 'Prove' }));
}

describe('proving kept files', () => {
  it('takes an export and a checkpoint', async () => {
    renderScreen(<ProveFiles />);
    await userEvent.click(await screen.findByText('Prove files that you kept'));
    const button = screen.getByRole('button', { name: 'Prove' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(
      'Choose an export and a checkpoint.',
    );
    await expectAccessible();
  });

  it.each([
    ['the note', note],
    ['the answer of the portal', JSON.stringify(makeCheckpoint(ledgerEntries))],
  ])(
    'proves what is whole by %s, in the words of the tool',
    async (_, kept) => {
      await prove({ checkpoints: kept, key: portalKey });
      expect(await screen.findByText('Proved')).toBeVisible();
      expect(
        screen.getByText(
          'ledger.ndjson: proved: 4 entries, none changed, removed, moved or cut off since the checkpoint of portal.example.com/ledger at 2026-11-21T09:00:00.000Z',
        ),
      ).toBeVisible();
      await expectAccessible();
    },
  );

  it('says what a checkpoint without a key is worth, and what came after it', async () => {
    await prove({ exported: toExport(makeEntries(6)) });
    expect(
      await screen.findByText(/^2 entries after it hold together/),
    ).toBeVisible();
    expect(
      screen.getByText(/^The signature of the checkpoint was not checked/),
    ).toBeVisible();
  });

  it.each([
    [
      'was changed',
      { exported: exported.replace('config', 'nobody') },
      /^ledger.ndjson: not proved: Entry 1 was changed/,
    ],
    [
      'lost its end',
      { exported: toExport(ledgerEntries.slice(0, 2)) },
      /^ledger.ndjson: not proved: The end is cut off/,
    ],
    [
      'has a checkpoint of another key',
      { key: makeSigner().pem },
      /in kept.notes is not signed by the key/,
    ],
  ])('does not prove what %s', async (_, files, message) => {
    await prove(files);
    expect(await screen.findByText('Not proved')).toBeVisible();
    expect(screen.getByText(message)).toBeVisible();
  });

  it.each([
    ['no checkpoint', { checkpoints: 'hello\n' }, /kept.notes: /],
    ['no key', { key: 'hello' }, /portal.pem: /],
    [
      'no text',
      { exported: Uint8Array.of(0xff, 0xfe) },
      /ledger.ndjson: it is not UTF-8/,
    ],
  ])('names a file that is %s', async (_, files, message) => {
    await prove(files);
    expect(await screen.findByRole('alert')).toHaveTextContent(message);
  });
});
