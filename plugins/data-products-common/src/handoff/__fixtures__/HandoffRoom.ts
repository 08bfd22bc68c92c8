import { describeRef } from '../../kinds';
import { Handoff, HandoffContent, HandoffFacts } from '../Handoff';
import { whyNotComplete, whyNotSign, whyNotWithdraw } from '../handoffActions';
import { handoffStatus } from '../handoffStatus';
import {
  checklistOf,
  contentOf,
  fingerprintOf,
  GOVERNANCE,
  handoffOf,
  OWNERS,
} from './handoffs';
import { RELEASE, Seen, Side } from './HandoffModel';

const GROUPS: Record<Side, string> = {
  owner: OWNERS,
  'schema-approver': GOVERNANCE,
};

/** The rules at work, as the backend puts them to work, without its database. */
export class HandoffRoom {
  seen: Seen;
  present = true;
  checkPasses = true;
  now: number;
  handoff: Handoff;
  readonly #members: Record<Side, Set<string>>;
  readonly #contents = new Map<string, HandoffContent>();
  readonly #fingerprints = new Map<string, string>();

  constructor(options: {
    seen: Seen;
    now: number;
    requester: string;
    members: Record<Side, Set<string>>;
  }) {
    this.seen = options.seen;
    this.now = options.now;
    this.#members = options.members;
    this.handoff = handoffOf({
      release: RELEASE,
      requester: options.requester,
      checklist: checklistOf(),
      fingerprint: this.fingerprintOf(options.seen),
    });
  }

  get status() {
    return handoffStatus(this.handoff, this.facts, new Date(this.now));
  }

  get facts(): HandoffFacts {
    const fingerprint = this.fingerprintOf(this.seen);
    return {
      current: this.present
        ? {
            content: this.#contents.get(fingerprint)!,
            fingerprint,
            release: this.seen.release,
          }
        : undefined,
      contentOf: known => this.#contents.get(known),
      partiesOf: responsible => [GROUPS[responsible as Side]],
      isMember: (person, party) =>
        (Object.keys(GROUPS) as Side[]).some(
          side => GROUPS[side] === party && this.#members[side].has(person),
        ),
      nameOf: describeRef,
      outcomeOf: checkId => ({
        checkId,
        status: this.checkPasses ? 'pass' : 'fail',
        reason: 'Judged.',
      }),
    };
  }

  /** What a content is known by, and kept under from then on. */
  fingerprintOf(seen: Seen): string {
    const { release, values } = seen;
    const key = JSON.stringify([release, Object.entries(values).sort()]);
    let fingerprint = this.#fingerprints.get(key);
    if (fingerprint === undefined) {
      const content = contentOf(
        {
          version: release,
          access: { method: values.access },
          rollback: { lastKnownGood: values.rollback },
        },
        { schema: [{ name: 'customers', columns: values.contract }] },
      );
      fingerprint = fingerprintOf(content);
      this.#fingerprints.set(key, fingerprint);
      this.#contents.set(fingerprint, content);
    }
    return fingerprint;
  }

  /** @returns whether the signature was taken. */
  sign(person: string, itemId: string, approves: boolean, shown: Seen) {
    const refused =
      whyNotSign(this.handoff, this.facts, person, itemId) !== undefined ||
      this.fingerprintOf(shown) !== this.fingerprintOf(this.seen);
    if (!refused) {
      this.record(person, itemId, approves, shown);
    }
    return !refused;
  }

  /** Records a signature without asking whether it may be. */
  record(person: string, itemId: string, approves: boolean, shown: Seen) {
    const { signatures, checklist } = this.handoff;
    const item = checklist.items.find(({ id }) => id === itemId)!;
    this.handoff = {
      ...this.handoff,
      signatures: [
        ...signatures,
        {
          number: signatures.length + 1,
          itemId,
          decision: approves ? 'approve' : 'reject',
          signer: person,
          party: GROUPS[item.responsible as Side],
          fingerprint: this.fingerprintOf(shown),
          at: new Date(this.now).toISOString(),
        },
      ],
    };
  }

  /** @returns whether it was withdrawn. */
  withdraw(person: string): boolean {
    if (whyNotWithdraw(this.handoff, this.facts, person)) {
      return false;
    }
    const at = new Date(this.now).toISOString();
    this.handoff = {
      ...this.handoff,
      withdrawal: { at, by: person, reason: 'Not now.' },
    };
    return true;
  }

  /** @returns whether it was completed. */
  complete(person: string): boolean {
    if (whyNotComplete(this.handoff, this.status, this.facts, person)) {
      return false;
    }
    this.handoff = {
      ...this.handoff,
      completion: {
        at: new Date(this.now).toISOString(),
        by: person,
        fingerprint: this.fingerprintOf(this.seen),
        signatures: this.handoff.signatures.length,
      },
    };
    return true;
  }
}
