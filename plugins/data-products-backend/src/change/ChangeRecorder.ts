import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { ChangeStore, StoredChange } from './ChangeStore';
import { ChangeEntry, ChangeTurns } from './ChangeTurns';
import { ChangeVerdicts, notBefore } from './ChangeVerdicts';
import { GateKeeper, Judged } from './GateKeeper';

/** What a change is moved with. */
export interface ChangeMove {
  tx: Knex.Transaction;
  /** As it is, and as nobody else moves it until this is done. */
  stored: StoredChange;
  now: Date;
  judged: Judged;
}

interface Options {
  store: ChangeStore;
  keeper: GateKeeper;
  turns: ChangeTurns;
  verdicts: ChangeVerdicts;
}

/** Moves changes, with all that follows from it. */
export class ChangeRecorder {
  readonly #store: ChangeStore;
  readonly #keeper: GateKeeper;
  readonly #turns: ChangeTurns;
  readonly #verdicts: ChangeVerdicts;

  static create(options: Options) {
    return new ChangeRecorder(options);
  }

  private constructor(options: Options) {
    this.#store = options.store;
    this.#keeper = options.keeper;
    this.#turns = options.turns;
    this.#verdicts = options.verdicts;
  }

  /**
   * Moves an open change, with all that follows from it, in one transaction.
   *
   * @param work - what to record of it in the ledger; nothing when nothing changed
   */
  async move(
    { change }: StoredChange,
    work: (move: ChangeMove) => Promise<ChangeEntry | undefined>,
  ): Promise<void> {
    const { id, entityRef } = change;
    const surroundings = await this.#keeper.survey(change);
    await this.#turns.take(entityRef, async tx => {
      const before = (await this.#store.get(id, tx))!;
      const now = notBefore(before);
      const history = await this.#store.getHistory(entityRef, tx);
      const judged = this.#keeper.judge(surroundings, before, history, now);
      const entry = await work({ tx, stored: before, now, judged });
      if (!entry) {
        return;
      }
      const after = (await this.#store.get(id, tx))!;
      const entries = [entry];
      if (after.state === 'open') {
        const { judgement } = this.#keeper.judge(
          surroundings,
          after,
          history,
          now,
        );
        entries.push(...(await this.#verdicts.settle(tx, before, judgement)));
      }
      await this.#turns.record(tx, entityRef, entries, now);
    });
  }
}

/** @throws ConflictError when it has ended */
export function assertOpen({ state, ending, rollback }: StoredChange): void {
  if (state !== 'open') {
    const at = rollback?.at ?? ending?.at;
    throw new ConflictError(
      `The change is ${state} since ${at?.slice(0, 10)}; propose a new one`,
    );
  }
}
