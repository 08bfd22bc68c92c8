import { OwnershipDetail } from '@handoff/backstage-plugin-data-products-common';

/** Whom a reader can turn to about a vacancy. */
export interface Fixers {
  /** Why these: they are accountable, they are next in line, or nobody is named. */
  because: 'accountable' | 'next-in-line' | 'nobody';
  /** Full refs of users and groups. */
  refs: string[];
  /** Groups that stand accountable but are empty: their parents can help too. */
  emptyOwners: string[];
}

/**
 * Who can fill a vacant role: the owner; and where the owner itself is
 * missing, whoever comes next on the escalation ladder.
 */
export function fixersOf(
  role: OwnershipDetail['roles'][number],
  ownership: OwnershipDetail,
): Fixers {
  const owner = ownership.roles.find(item => item.role === 'owner');
  if (role.role !== 'owner' && owner && !owner.vacant) {
    return {
      because: 'accountable',
      refs: owner.members
        .filter(({ found, people }) => found && people.length > 0)
        .map(({ ref }) => ref),
      emptyOwners: [],
    };
  }
  const ownerRefs = owner?.members.map(({ ref }) => ref) ?? [];
  const next = ownership.escalation.filter(
    rung => rung.found && !ownerRefs.includes(rung.notify),
  );
  return {
    because: next.length > 0 ? 'next-in-line' : 'nobody',
    refs: [...new Set(next.map(rung => rung.notify))],
    emptyOwners:
      owner?.members
        .filter(({ found, ref }) => found && ref.startsWith('group:'))
        .map(({ ref }) => ref) ?? [],
  };
}
