import fc from 'fast-check';
import { ADA, ADAM, GRETA, REQUESTER } from './__fixtures__/handoffs';
import {
  DAY_MS,
  HandoffModel,
  MODEL_ITEMS,
  Part,
  RELEASE,
  Seen,
  Side,
} from './__fixtures__/HandoffModel';
import { HandoffRoom } from './__fixtures__/HandoffRoom';

jest.setTimeout(120_000);

const SEQUENCES = 10_000;
const PEOPLE = [REQUESTER, ADA, ADAM, GRETA, 'plugin:ci'];
const SIDES: Side[] = ['owner', 'schema-approver'];
const REACHED = new Set<string>();

type Command = fc.Command<HandoffModel, HandoffRoom>;

/** Does the same to both, and looks whether both then stand the same. */
function command(
  words: string,
  run: (model: HandoffModel, room: HandoffRoom) => void,
): Command {
  return {
    check: () => true,
    run(model, room) {
      run(model, room);
      expectSame(model, room);
    },
    toString: () => words,
  };
}

function expectSame(model: HandoffModel, room: HandoffRoom): void {
  const { status } = room;
  REACHED.add(status.state);
  const judged = [
    status.state,
    ...status.items.flatMap(({ itemId, signatures }) =>
      signatures.flatMap(({ standing, signer, decision }) => {
        REACHED.add(standing);
        return standing === 'counts' ? `${signer} ${decision} ${itemId}` : [];
      }),
    ),
  ].sort();
  const expected = [
    model.state,
    ...Object.keys(MODEL_ITEMS).flatMap(id =>
      model
        .countingWords(id)
        .map(
          word =>
            `${word.person} ${word.approves ? 'approve' : 'reject'} ${id}`,
        ),
    ),
  ].sort();
  // Asked this often, `expect` takes longer than what it looks at.
  if (judged.join() !== expected.join()) {
    expect(judged).toEqual(expected);
  }
}

function expectTaken(taken: boolean, may: boolean): void {
  expect(taken).toBe(may);
}

/** Sets what both see of the entity. */
function see(model: HandoffModel, room: HandoffRoom, seen: Seen): void {
  model.seen = seen;
  room.seen = seen;
}

const person = fc.constantFrom(...PEOPLE);
const itemId = fc.constantFrom(...Object.keys(MODEL_ITEMS));
const approves = fc.oneof(
  { weight: 6, arbitrary: fc.constant(true) },
  { weight: 1, arbitrary: fc.constant(false) },
);
const part = fc.constantFrom<Part>('access', 'contract', 'rollback');
const seenBy: fc.Arbitrary<Seen> = fc.record({
  release: fc.constantFrom(RELEASE, '2.5.0'),
  values: fc.record({
    access: fc.nat(1),
    contract: fc.nat(1),
    rollback: fc.nat(1),
  }),
});

const sign = fc.tuple(person, itemId, approves).map(([who, item, approve]) =>
  command(
    `${who} ${approve ? 'approves' : 'rejects'} ${item}`,
    (model, room) => {
      const may = model.maySign(who, item);
      expectTaken(room.sign(who, item, approve, model.seen), may);
      if (may) {
        model.record(who, item, approve, model.seen);
      }
    },
  ),
);

/** Those who see it, one after the other, do what is theirs to do. */
const signAll = fc.constant(
  command('everybody signs', (model, room) => {
    for (const [who, item] of [
      [ADA, 'tests'],
      [ADAM, 'tests'],
      [GRETA, 'access'],
    ]) {
      const may = model.maySign(who, item);
      expectTaken(room.sign(who, item, true, model.seen), may);
      if (may) {
        model.record(who, item, true, model.seen);
      }
    }
  }),
);

const signStale = fc.tuple(person, itemId, seenBy).map(([who, item, shown]) =>
  command(
    `${who} signs ${item} as of ${JSON.stringify(shown)}`,
    (model, room) => {
      const isCurrent = JSON.stringify(shown) === JSON.stringify(model.seen);
      const may = isCurrent && model.maySign(who, item);
      expectTaken(room.sign(who, item, true, shown), may);
      if (may) {
        model.record(who, item, true, shown);
      }
    },
  ),
);

const forge = fc
  .tuple(person, itemId, approves, seenBy)
  .map(([who, item, approve, shown]) =>
    command(`a signature of ${who} on ${item} is forged`, (model, room) => {
      room.record(who, item, approve, shown);
      model.record(who, item, approve, shown);
    }),
  );

const edit = fc.tuple(part, fc.nat(1)).map(([name, value]) =>
  command(`${name} becomes ${value}`, (model, room) =>
    see(model, room, {
      ...model.seen,
      values: { ...model.seen.values, [name]: value },
    }),
  ),
);

const release = fc
  .constantFrom(RELEASE, RELEASE, '2.5.0')
  .map(version =>
    command(`release ${version} is declared`, (model, room) =>
      see(model, room, { ...model.seen, release: version }),
    ),
  );

const appear = fc.boolean().map(present =>
  command(present ? 'the entity is there' : 'it is gone', (model, room) => {
    model.present = present;
    room.present = present;
  }),
);

// Both look at the same sets.
const move = fc
  .tuple(person, fc.constantFrom(...SIDES), fc.boolean())
  .map(([who, side, joins]) =>
    command(`${who} ${joins ? 'joins' : 'leaves'} ${side}`, model => {
      if (joins) {
        model.members[side].add(who);
      } else {
        model.members[side].delete(who);
      }
    }),
  );

const check = fc.boolean().map(passes =>
  command(`the check ${passes ? 'passes' : 'fails'}`, (model, room) => {
    model.checkPasses = passes;
    room.checkPasses = passes;
  }),
);

const step = fc.integer({ min: 1, max: 20 }).map(days =>
  command(`${days} days pass`, (model, room) => {
    model.now += days * DAY_MS;
    room.now = model.now;
  }),
);

const withdraw = person.map(who =>
  command(`${who} withdraws`, (model, room) => {
    const may = model.mayLead(who);
    expectTaken(room.withdraw(who), may);
    if (may) {
      model.withdraw();
    }
  }),
);

const complete = person.map(who =>
  command(`${who} completes`, (model, room) => {
    const may = model.state === 'approved' && model.mayLead(who);
    expectTaken(room.complete(who), may);
    if (may) {
      model.complete();
    }
  }),
);

it(`stands as the reference says in ${SEQUENCES} sequences of edits, signatures, moves and time`, () => {
  fc.assert(
    fc.property(
      fc.commands(
        [
          ...[sign, sign, sign, signAll, signStale, forge, edit, release],
          ...[appear, move, check, step, withdraw, complete, complete],
        ],
        { maxCommands: 30, size: 'max' },
      ),
      commands => {
        fc.modelRun(() => {
          const members = {
            owner: new Set([ADA, ADAM, REQUESTER, 'plugin:ci']),
            'schema-approver': new Set([GRETA, REQUESTER]),
          };
          const model = new HandoffModel(REQUESTER, members);
          const { seen, now } = model;
          const room = new HandoffRoom({
            seen,
            now,
            requester: REQUESTER,
            members,
          });
          return { model, real: room };
        }, commands);
      },
    ),
    { numRuns: SEQUENCES },
  );
  // The sequences lead everywhere.
  expect([...REACHED].sort()).toEqual(
    [
      ...['open', 'approved', 'completed', 'rejected', 'withdrawn', 'lapsed'],
      ...['counts', 'superseded', 'expired', 'role-lost', 'requester'],
      ...['second-side', 'not-a-person'],
    ].sort(),
  );
});
