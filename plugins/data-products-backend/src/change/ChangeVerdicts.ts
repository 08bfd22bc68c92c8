import { GateJudgement } from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import {
  ChangeEnding,
  ChangeStore,
  StoredChange,
  turnsOf,
} from './ChangeStore';
import { ChangeEntry, ChangeTurns } from './ChangeTurns';
import { GateKeeper, Judged, Surroundings } from './GateKeeper';

interface Options {
  store: ChangeStore;
  keeper: GateKeeper;
  turns: ChangeTurns;
}

/** Keeps what the gate says of changes, so that lists need not ask it. */
export class ChangeVerdicts {
  readonly #store: ChangeStore;
  readonly #keeper: GateKeeper;
  readonly #turns: ChangeTurns;

  static create(options: Options) {
    return new ChangeVerdicts(options);
  }

  private constructor(options: Options) {
    this.#store = options.store;
    this.#keeper = options.keeper;
    this.#turns = options.turns;
  }

  /** Judges a change as it is now, and keeps the verdict when it is another. */
  async judge(
    stored: StoredChange,
  ): Promise<{ stored: StoredChange; judged: Judged }> {
    const { ending } = stored;
    const judged = await this.#keeper.judgeNow(stored, notBefore(stored));
    if (ending) {
      const judgement = judgementOfEnded(stored, ending);
      return { stored, judged: { ...judged, judgement } };
    }
    if (!isAnother(stored, judged.judgement)) {
      return { stored, judged };
    }
    return this.#rejudge(stored, judged.surroundings);
  }

  async #rejudge(
    { change: { id, entityRef } }: StoredChange,
    surroundings: Surroundings,
  ): Promise<{ stored: StoredChange; judged: Judged }> {
    return this.#turns.take(entityRef, async tx => {
      const stored = (await this.#store.get(id, tx))!;
      const now = notBefore(stored);
      const judged = this.#keeper.judge(
        surroundings,
        stored,
        await this.#store.getHistory(entityRef, tx),
        now,
      );
      if (stored.ending) {
        const judgement = judgementOfEnded(stored, stored.ending);
        return { stored, judged: { ...judged, judgement } };
      }
      const entries = await this.settle(tx, stored, judged.judgement);
      await this.#turns.record(tx, entityRef, entries, now);
      return {
        stored: { ...stored, waitsFor: turnsOf(judged.judgement) },
        judged,
      };
    });
  }

  /** Keeps a verdict. @returns what the ledger is to hear of it. */
  async settle(
    tx: Knex.Transaction,
    before: StoredChange,
    judgement: GateJudgement,
  ): Promise<ChangeEntry[]> {
    const { id } = before.change;
    await this.#store.saveJudgement(tx, id, judgement);
    return before.verdict === judgement.verdict
      ? []
      : [
          {
            actor: 'gate',
            action: 'change.judged',
            payload: {
              change: id,
              before: before.verdict,
              verdict: judgement.verdict,
              rules: [...new Set(judgement.objections.map(({ rule }) => rule))],
            },
          },
        ];
  }
}

/** What was promoted is as it was judged then; nothing else that ended passes. */
function judgementOfEnded(
  { change, state }: StoredChange,
  { judgement }: ChangeEnding,
): GateJudgement {
  return state === 'promoted'
    ? judgement
    : {
        verdict: 'blocked',
        objections: [
          {
            rule: 'change-open',
            mode: 'enforce',
            overridden: false,
            message: `The change is ${state}.`,
            whoseTurn: [change.proposedBy].filter(
              ref => !ref.startsWith('service:'),
            ),
            how: 'Propose a new one.',
          },
        ],
        expiresAt: judgement.expiresAt,
      };
}

/** Whether the gate says another thing than what is kept, or kept too long. */
function isAnother(stored: StoredChange, judgement: GateJudgement): boolean {
  return (
    stored.verdict !== judgement.verdict ||
    stored.expiresAt <= new Date().toISOString() ||
    stored.waitsFor.join(' ') !== turnsOf(judgement).join(' ')
  );
}

/** Clocks of replicas differ: nothing happens before what it answers. */
export function notBefore({
  change,
  acknowledgements,
  overrides,
  notifications,
}: StoredChange) {
  const now = new Date();
  const latest = [change, ...acknowledgements, ...overrides, ...notifications]
    .map(each => ('at' in each ? each.at : each.proposedAt))
    .reduce((a, b) => (a > b ? a : b));
  return now.toISOString() < latest ? new Date(latest) : now;
}
