import {
  Handoff,
  HandoffContent,
  HandoffSignature,
  SHIPPED_CHECKLISTS,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { createTestStorage, DATABASES } from '../__testUtils__/databases';
import { collected, product } from '../__testUtils__/entities';
import { EvidenceStore } from '../evidence';
import { HandoffStore } from './HandoffStore';

jest.setTimeout(60_000);

const ENTITY = 'dataproduct:default/orders';
const NOW = new Date('2026-11-21T12:00:00.000Z');

const idOf = (number: number) =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

function handoffOf(number: number, parts: Partial<Handoff> = {}): Handoff {
  return {
    id: idOf(number),
    entityRef: ENTITY,
    release: `${number}.0.0`,
    checklist: SHIPPED_CHECKLISTS[0],
    fingerprint: 'a'.repeat(64),
    requester: 'user:default/rita',
    requestedAt: `2026-11-0${number}T00:00:00.000Z`,
    signatures: [],
    ...parts,
  };
}

const SIGNATURE: HandoffSignature = {
  number: 1,
  itemId: 'access-review',
  decision: 'reject',
  signer: 'user:default/greta',
  party: 'group:default/governance',
  fingerprint: 'b'.repeat(64),
  comment: 'Not yet.',
  evidence: { note: 'Mail of Monday' },
  at: '2026-11-02T00:00:00.000Z',
};

const CONTENT: HandoffContent = {
  entityRef: ENTITY,
  spec: { version: '1.0.0' },
};

const storage = createTestStorage();

describe.each(DATABASES)('HandoffStore on %s', database => {
  let knex: Knex;
  let store: HandoffStore;

  beforeEach(async () => {
    knex = await storage.create(database);
    store = HandoffStore.create(knex);
  });

  const add = (...handoffs: Handoff[]) =>
    knex.transaction(async tx => {
      const added: boolean[] = [];
      for (const handoff of handoffs) {
        added.push(await store.add(tx, handoff));
      }
      return added;
    });

  it('gives back what was recorded', async () => {
    const handoff = handoffOf(1, { comment: 'Merged accounts.' });
    expect(await add(handoff)).toEqual([true]);
    expect(await store.get(handoff.id)).toEqual(handoff);

    const withdrawal = { at: NOW.toISOString(), by: 'user:x/y', reason: 'No.' };
    const completion = {
      at: NOW.toISOString(),
      by: 'user:x/y',
      fingerprint: 'c'.repeat(64),
      signatures: 1,
    };
    await knex.transaction(async tx => {
      await store.addSignature(tx, handoff, SIGNATURE);
      await store.withdraw(tx, handoff.id, withdrawal);
      await store.complete(tx, handoff.id, completion);
    });
    const changed = {
      ...handoff,
      signatures: [SIGNATURE],
      withdrawal,
      completion,
    };
    expect(await knex.transaction(tx => store.lock(tx, handoff.id))).toEqual(
      changed,
    );
    expect(await store.listCompleted(ENTITY)).toEqual([changed]);
    expect(await store.get(idOf(9))).toBeUndefined();
  });

  it('keeps one that is open, by release and checklist', async () => {
    const handoff = handoffOf(1);
    expect(
      await add(handoff, handoff, { ...handoff, id: idOf(2) }, handoffOf(3)),
    ).toEqual([true, false, false, true]);
    await knex.transaction(async tx => {
      expect(await store.findOpen(tx, handoff)).toEqual(handoff);
      await store.withdraw(tx, handoff.id, { at: '', by: '', reason: '' });
      expect(await store.findOpen(tx, handoff)).toBeUndefined();
    });
    expect(await add({ ...handoff, id: idOf(2) })).toEqual([true]);
  });

  it('refuses what would hide a decision', async () => {
    const handoff = handoffOf(1);
    await add(handoff);
    const sign = (parts: Partial<HandoffSignature>) =>
      knex.transaction(tx =>
        store.addSignature(tx, handoff, { ...SIGNATURE, ...parts }),
      );
    await sign({});
    // By somebody who had not seen the first one.
    await expect(sign({ number: 2 })).rejects.toThrow(/unique/i);
    await expect(sign({ signer: 'user:default/eve' })).rejects.toThrow(
      /unique/i,
    );
    await expect(
      knex('handoff').where({ handoff_id: handoff.id }).delete(),
    ).rejects.toThrow(/foreign key/i);
    expect((await store.get(handoff.id))?.signatures).toEqual([SIGNATURE]);
  });

  it('keeps a content once', async () => {
    const { fingerprint } = handoffOf(1);
    await knex.transaction(async tx => {
      await store.saveContent(tx, fingerprint, CONTENT);
      await store.saveContent(tx, fingerprint, CONTENT);
    });
    expect(
      await store.getContents([handoffOf(1, { signatures: [SIGNATURE] })]),
    ).toEqual(new Map([[fingerprint, CONTENT]]));
  });

  it('lists newest first, by state and by who is waited for', async () => {
    await add(handoffOf(1), handoffOf(2), handoffOf(3));
    await knex.transaction(async tx => {
      const standing = {
        state: 'open' as const,
        waitingOn: [{ party: 'group:a/b', itemId: 'access' }],
      };
      const first = await store.saveStanding(tx, idOf(1), standing);
      expect(first.state).toBe('open');
      expect(first.isWaitingFor('group:a/b', 'access')).toBe(false);
      const rejected = {
        state: 'rejected' as const,
        waitingOn: [
          { party: 'group:a/b', itemId: 'access' },
          { party: 'group:a/b', itemId: 'tests' },
          { party: 'group:a/c', itemId: 'tests' },
        ],
      };
      await store.saveStanding(tx, idOf(2), rejected);
      const second = await store.saveStanding(tx, idOf(2), rejected);
      expect(second.state).toBe('rejected');
      expect(
        [
          ['group:a/b', 'tests'],
          ['group:a/c', 'access'],
          ['group:a/d', 'tests'],
        ].map(([party, itemId]) => second.isWaitingFor(party, itemId)),
      ).toEqual([true, false, false]);
      // Written before items were.
      await tx('handoff_waiting')
        .where({ handoff_id: idOf(2), party: 'group:a/c' })
        .update({ items: null });
      const third = await store.saveStanding(tx, idOf(2), rejected);
      expect(third.isWaitingFor('group:a/c', 'access')).toBe(true);
    });
    const list = async (
      filter: Parameters<HandoffStore['list']>[0],
      page = {},
    ) =>
      (await store.list(filter, { limit: 10, ...page })).map(({ id }) =>
        Number(id.slice(-1)),
      );
    expect(await list({})).toEqual([3, 2, 1]);
    expect(await list({}, { limit: 2 })).toEqual([3, 2]);
    const { requestedAt: at, id } = handoffOf(2);
    expect(await list({}, { after: { at, id } })).toEqual([1]);
    expect(await list({ state: 'rejected' })).toEqual([2]);
    expect(await list({ waitingOn: ['group:a/b'] })).toEqual([2, 1]);
    expect(await list({ waitingOn: ['group:a/c', 'group:a/b'] })).toEqual([
      2, 1,
    ]);
    expect(await list({ waitingOn: [] })).toEqual([]);
    expect(await list({ entityRef: 'dataproduct:default/x' })).toEqual([]);
  });

  it('has those judged again whose time has come, or whose readiness is another', async () => {
    const evidence = EvidenceStore.create(knex);
    await add(handoffOf(1), handoffOf(2));
    const listDue = async (now = NOW) =>
      store.listDue(now, { after: '', limit: 10 });
    // Nothing is known of the entity, as when they were judged.
    expect(await listDue()).toEqual([]);

    await evidence.save([collected(product('orders'))], NOW);
    const due = await listDue();
    expect(due.map(({ id }) => id)).toEqual([idOf(1), idOf(2)]);
    expect(await store.listDue(NOW, { after: idOf(1), limit: 10 })).toEqual([
      due[1],
    ]);
    await knex.transaction(async tx => {
      for (const each of due) {
        await store.saveRevision(tx, each);
      }
    });
    expect(await listDue()).toEqual([]);

    await knex.transaction(tx =>
      store.saveStanding(tx, idOf(1), {
        state: 'approved',
        dueAt: '2026-12-01T00:00:00.000Z',
        waitingOn: [],
      }),
    );
    expect(await listDue(new Date('2026-11-30T00:00:00.000Z'))).toEqual([]);
    expect(
      (await listDue(new Date('2026-12-01T00:00:00.000Z'))).map(({ id }) => id),
    ).toEqual([idOf(1)]);

    const signOff = { release: '1.0.0', fingerprint: 'f', at: '' };
    await evidence.setFacts('signOffs', new Map([[ENTITY, [signOff]]]), NOW);
    expect(await listDue()).toHaveLength(2);
    await evidence.remove([ENTITY], NOW);
    expect((await listDue()).map(({ revision }) => revision)).toEqual([
      undefined,
      undefined,
    ]);
  });
});
