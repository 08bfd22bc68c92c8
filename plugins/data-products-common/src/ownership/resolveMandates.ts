import { ResolvedRole } from './OwnershipMap';
import { Mandate, MANDATES, OwnershipRole, ROLE_DEFINITIONS } from './roles';

/**
 * Who may decide something about an entity.
 *
 * @public
 */
export interface ResolvedMandate {
  mandate: Mandate;
  /** The roles that carry the mandate, filled or vacant. */
  roles: OwnershipRole[];
  /** The users and groups in those roles, each once, in the order of the roles. */
  refs: string[];
  /** The people behind them, each once, sorted. */
  people: string[];
  /** Nobody can use the mandate. */
  vacant: boolean;
}

/**
 * Who may change the schema, approves that, decides what is a data defect and
 * validates its repair. A mandate that nobody carries is vacant; it never
 * passes to another role by itself.
 *
 * @public
 */
export function resolveMandates(
  roles: readonly ResolvedRole[],
): ResolvedMandate[] {
  return MANDATES.map(mandate => {
    const carrying = ROLE_DEFINITIONS.filter(({ mandates }) =>
      mandates.includes(mandate),
    ).map(({ role }) => role);
    const holders = carrying.flatMap(
      role => roles.find(candidate => candidate.role === role)?.holders ?? [],
    );
    const people = [...new Set(holders.flatMap(holder => holder.people))];
    return {
      mandate,
      roles: carrying,
      refs: [...new Set(holders.map(({ ref }) => ref))],
      people: people.sort(),
      vacant: people.length === 0,
    };
  });
}
