import {
  CheckInForce,
  Waiver,
  waiverApprovers,
  WaiverApproverRule,
  WaiverDetail,
  waiverState,
} from '@handoff/backstage-plugin-data-products-common';
import { belongsTo, describeMembership, EntityRights } from '../../access';
import { TeamTree } from '../../evidence';
import { ApprovalSubject } from './ApprovalSubject';

/** What a reader may do with the waivers of an entity, as far as the policy goes. */
export type WaiverRights = EntityRights<'decide' | 'withdraw' | 'revoke'>;

type Action = WaiverDetail['reader']['decide'];

const ALLOWED: Action = { allowed: true };

/**
 * Shows waivers to one reader at one time, with what they may do. It goes by
 * what was last seen of the catalog; who acts is judged anew.
 */
export class WaiverView {
  readonly #checks: ReadonlyMap<string, CheckInForce>;
  readonly #rule: WaiverApproverRule;
  readonly #tree: TeamTree;
  readonly #subjects: ReadonlyMap<string, ApprovalSubject>;
  readonly #person: string | undefined;
  readonly #rightsOf: (entityRef: string) => WaiverRights;
  readonly #now: Date;

  static create(options: {
    checks: ReadonlyMap<string, CheckInForce>;
    rule: WaiverApproverRule;
    tree: TeamTree;
    /** Of all entities whose waivers are shown. */
    subjects: ReadonlyMap<string, ApprovalSubject>;
    /** Absent for readers that are no person. */
    person: string | undefined;
    rightsOf(entityRef: string): WaiverRights;
    now: Date;
  }) {
    return new WaiverView(options);
  }

  private constructor(options: {
    checks: ReadonlyMap<string, CheckInForce>;
    rule: WaiverApproverRule;
    tree: TeamTree;
    subjects: ReadonlyMap<string, ApprovalSubject>;
    person: string | undefined;
    rightsOf(entityRef: string): WaiverRights;
    now: Date;
  }) {
    this.#checks = options.checks;
    this.#rule = options.rule;
    this.#tree = options.tree;
    this.#subjects = options.subjects;
    this.#person = options.person;
    this.#rightsOf = options.rightsOf;
    this.#now = options.now;
  }

  show(waiver: Waiver): WaiverDetail {
    return {
      id: waiver.id,
      entityRef: waiver.entityRef,
      check: {
        id: waiver.checkId,
        title: this.#checks.get(waiver.checkId)?.title,
      },
      state: waiverState(waiver, this.#now),
      reason: waiver.reason,
      until: waiver.until,
      requestedBy: waiver.requestedBy,
      requestedAt: waiver.requestedAt,
      decision: waiver.decision,
      withdrawal: waiver.withdrawal,
      revocation: waiver.revocation,
      approvers: this.#approversOf(waiver).map(ref => ({
        ref,
        title: this.#tree.titleOf(ref),
      })),
      reader: {
        decide: this.decide(waiver),
        withdraw: this.#withdraw(waiver),
        revoke: this.#revoke(waiver),
      },
    };
  }

  /** Whether the reader may decide about a waiver, and if not, why. */
  decide(waiver: Waiver): Action {
    if (waiverState(waiver, this.#now) !== 'requested') {
      return refuse('It is not waiting for a decision.');
    }
    if (waiver.requestedBy === this.#person) {
      return refuse('You requested it: somebody else has to decide.');
    }
    return this.#asApprover(waiver, 'decide');
  }

  #withdraw(waiver: Waiver): Action {
    if (waiverState(waiver, this.#now) !== 'requested') {
      return refuse('It is not waiting for a decision.');
    }
    if (waiver.requestedBy !== this.#person) {
      return refuse('Only who requested it can withdraw it.');
    }
    return this.#permitted(waiver, 'withdraw');
  }

  #revoke(waiver: Waiver): Action {
    if (waiverState(waiver, this.#now) !== 'approved') {
      return refuse('It is not in force.');
    }
    return waiver.requestedBy === this.#person
      ? this.#permitted(waiver, 'revoke')
      : this.#asApprover(waiver, 'revoke');
  }

  #asApprover(waiver: Waiver, action: keyof WaiverRights['lacks']): Action {
    const person = this.#person;
    const approvers = this.#approversOf(waiver);
    return person !== undefined &&
      approvers.some(ref => belongsTo(this.#tree, person, ref))
      ? this.#permitted(waiver, action)
      : refuse(describeApprovers(this.#tree, waiver.entityRef, approvers));
  }

  #permitted(
    { entityRef }: Waiver,
    action: keyof WaiverRights['lacks'],
  ): Action {
    const lack = this.#rightsOf(entityRef).lacks[action];
    return lack === undefined ? ALLOWED : refuse(`${lack}.`);
  }

  #approversOf({ entityRef }: Waiver): string[] {
    const subject = this.#subjects.get(entityRef);
    return subject ? waiverApprovers(subject, this.#rule) : [];
  }
}

function refuse(reason: string): Action {
  return { allowed: false, reason };
}

/** Whom a decision takes, and what to do where there is nobody. */
export function describeApprovers(
  tree: TeamTree,
  entityRef: string,
  approvers: readonly string[],
): string {
  return approvers.length
    ? approvers.map(ref => describeMembership(tree, ref)).join('; or ')
    : `${entityRef} names nobody who decides about its waivers; have somebody fill its spec.schemaApprovers (on a decision path: spec.policy.reviewGate), or set dataProducts.waivers.approver to a group`;
}
