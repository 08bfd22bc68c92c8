import {
  Handoff,
  HandoffItemStatus,
  handoffRequestPermission,
  handoffSignPermission,
  signedOffUntil,
  whyNotComplete,
} from '@handoff/backstage-plugin-data-products-common';
import {
  FoundWaiting,
  readersAmong,
  WaitingReader,
  WaitingSource,
} from '../waiting/WaitingSource';
import { HandoffStore } from './HandoffStore';
import { ReadSurroundings } from './HandoffSurroundings';
import { JudgedHandoff, waitingItems } from './HandoffView';
import { judgeHandoff, notBefore } from './judgeHandoff';

/** Items of handoffs to sign, and handoffs to complete. */
export class WaitingHandoffs implements WaitingSource {
  readonly #store: HandoffStore;
  readonly #readSurroundings: ReadSurroundings;

  static create(options: {
    store: HandoffStore;
    readSurroundings: ReadSurroundings;
  }) {
    return new WaitingHandoffs(options.store, options.readSurroundings);
  }

  private constructor(store: HandoffStore, readSurroundings: ReadSurroundings) {
    this.#store = store;
    this.#readSurroundings = readSurroundings;
  }

  async find(reader: WaitingReader): Promise<FoundWaiting[]> {
    const stored = await this.#store.listWaiting([...reader.parties], {
      approvedFor: reader.person,
    });
    const handoffs = stored.filter(({ entityRef }) =>
      reader.readable.has(entityRef),
    );
    const [surroundings, contents] = await Promise.all([
      this.#readSurroundings(
        handoffs.map(({ entityRef }) => entityRef),
        reader.now,
      ),
      this.#store.getContents(handoffs),
    ]);
    return handoffs.flatMap(handoff => {
      const judged = judgeHandoff(handoff, surroundings, {
        contents,
        memberships: new Map(),
        now: notBefore(handoff, reader.now),
      });
      return [
        ...waitingItems(judged, reader.person).map(status =>
          toSignOff(judged, status, reader),
        ),
        ...toCompletion(judged, reader),
      ];
    });
  }
}

function toSignOff(
  { handoff, facts }: JudgedHandoff,
  { itemId, signatures }: HandoffItemStatus,
  reader: WaitingReader,
): FoundWaiting {
  const { title, required, responsible } = handoff.checklist.items.find(
    ({ id }) => id === itemId,
  )!;
  const last = signatures
    .filter(({ standing }) => standing !== 'superseded')
    .at(-1);
  const expired = last?.standing === 'expired' ? last.expiresAt : undefined;
  return {
    item: {
      kind: 'sign-off',
      id: `handoff ${handoff.id} ${itemId}`,
      ...aboutHandoff(handoff),
      parties: readersAmong(facts.partiesOf(responsible), reader),
      since: expired ?? handoff.requestedAt,
      // What had to be renewed is late.
      due: expired,
      requestedBy: handoff.requester,
      item: {
        id: itemId,
        title,
        required,
        again: last !== undefined && last.standing !== 'counts',
      },
    },
    takes: handoffSignPermission,
  };
}

/** The owner could complete it, too; whoever asked for it is who has to. */
function toCompletion(
  { handoff, facts, status }: JudgedHandoff,
  { person }: WaitingReader,
): FoundWaiting[] {
  if (
    handoff.requester !== person ||
    whyNotComplete(handoff, status, facts, person)
  ) {
    return [];
  }
  return [
    {
      item: {
        kind: 'completion',
        id: `handoff ${handoff.id}`,
        ...aboutHandoff(handoff),
        parties: [],
        since: handoff.signatures.at(-1)?.at,
        // From then on somebody has to sign again.
        due: signedOffUntil(handoff, status),
        requestedBy: handoff.requester,
      },
      takes: handoffRequestPermission,
    },
  ];
}

function aboutHandoff({ id, entityRef, release }: Handoff) {
  return { entityRef, handoffId: id, release };
}
