import { changeAcknowledgePermission } from '@handoff/backstage-plugin-data-products-common';
import {
  FoundWaiting,
  readersAmong,
  WaitingReader,
  WaitingSource,
} from '../waiting/WaitingSource';
import { ChangeStore, StoredChange } from './ChangeStore';
import { GateKeeper } from './GateKeeper';

interface Options {
  store: ChangeStore;
  keeper: GateKeeper;
}

/**
 * Open changes to answer, those that something of the reader's stands against,
 * and those that may break what the reader owns.
 */
export class WaitingChanges implements WaitingSource {
  readonly #store: ChangeStore;
  readonly #keeper: GateKeeper;

  static create(options: Options) {
    return new WaitingChanges(options);
  }

  private constructor({ store, keeper }: Options) {
    this.#store = store;
    this.#keeper = keeper;
  }

  async find(reader: WaitingReader): Promise<FoundWaiting[]> {
    const open = await this.#store.list({ state: 'open' });
    const found = await Promise.all(
      open
        .filter(({ change }) => reader.readable.has(change.entityRef))
        .map(stored => this.#toItems(stored, reader)),
    );
    return found.flat();
  }

  async #toItems(
    stored: StoredChange,
    reader: WaitingReader,
  ): Promise<FoundWaiting[]> {
    const { change, acknowledgements, waitsFor } = stored;
    const affected = await this.#affectedOf(stored, reader);
    const toItem = (
      asks: 'answer' | 'mend' | 'look',
      parties: readonly string[],
      due?: string,
    ): FoundWaiting['item'] => ({
      kind: 'change',
      id: `change ${change.id}`,
      entityRef: change.entityRef,
      change: { id: change.id, title: change.title },
      asks,
      affected: affected.map(({ title }) => title),
      parties: readersAmong([...new Set(parties)], reader),
      since: change.proposedAt,
      due,
      requestedBy: change.proposedBy.startsWith('user:')
        ? change.proposedBy
        : undefined,
    });

    if (waitsFor.some(ref => reader.parties.has(ref))) {
      const unanswered = await this.#unansweredBy(stored, reader);
      if (unanswered.length) {
        const [due] = unanswered.map(({ until }) => until).sort();
        return [
          {
            item: toItem(
              'answer',
              unanswered.map(({ party }) => party),
              due,
            ),
            takes: changeAcknowledgePermission,
          },
        ];
      }
      return [{ item: toItem('mend', waitsFor) }];
    }
    // Whoever proposed or answered it has looked at it.
    const isKnown =
      change.proposedBy === reader.person ||
      acknowledgements.some(({ party }) => reader.parties.has(party));
    return affected.length && !isKnown
      ? [
          {
            item: toItem(
              'look',
              affected.map(({ owner }) => owner),
            ),
          },
        ]
      : [];
  }

  async #affectedOf({ change }: StoredChange, reader: WaitingReader) {
    if (change.effect !== 'breaking' && change.effect !== 'unknown') {
      return [];
    }
    const reached = await this.#keeper.reachedOf(change, reader.parties);
    return reached.filter(({ ref }) => reader.readable.has(ref));
  }

  /** Nobody answers what they proposed. */
  async #unansweredBy(stored: StoredChange, reader: WaitingReader) {
    if (stored.change.proposedBy === reader.person) {
      return [];
    }
    const { asked } = await this.#keeper.judgeNow(stored, reader.now);
    return asked.filter(
      ({ party, answer }) => !answer && reader.parties.has(party),
    );
  }
}
