import { parseEntityRef } from '@backstage/catalog-model';
import { DateTime } from 'luxon';
import { describeRef, HandoffKind } from '../kinds';
import {
  DeclaredHolder,
  DeclaredOwnership,
  DeclaredRole,
  Directory,
  Leaver,
  ResolvedHolder,
  ResolvedRole,
} from './OwnershipMap';
import { EXPECTED_ROLES, OWNERSHIP_ROLES } from './roles';

/**
 * Looks up who is behind every declared role, and which roles are vacant.
 *
 * A role is vacant when none of its holders leads to a person: because the
 * ref is missing from the catalog, because its group has no members, nested
 * groups included, or because the contract's member has left without a
 * successor. A role that the kind expects and nobody is named for is vacant
 * too. The reason says which, for every holder.
 *
 * @param kind - adds the roles of {@link EXPECTED_ROLES}
 * @returns the declared and the expected roles, in the order of the roles
 * @public
 */
export function resolveOwnership(
  declared: DeclaredOwnership,
  directory: Directory,
  kind: HandoffKind,
): ResolvedRole[] {
  return OWNERSHIP_ROLES.flatMap(role => {
    const found = declared.roles.find(candidate => candidate.role === role);
    if (found) {
      return resolveRole(found, directory);
    }
    return EXPECTED_ROLES[kind].includes(role)
      ? resolveRole({ role, holders: [], leavers: [] }, directory)
      : [];
  });
}

/**
 * The people behind a user or group: refs of users that the directory has,
 * through nested groups, each once, sorted.
 *
 * @public
 */
export function peopleBehind(ref: string, directory: Directory): string[] {
  const people = new Set<string>();
  const seen = new Set<string>();
  const waiting = [ref];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const entry = seen.has(next) ? undefined : directory(next);
    seen.add(next);
    if (!entry) {
      continue;
    }
    if (kindOf(next) === 'user') {
      people.add(next);
    } else {
      waiting.push(...entry.members, ...entry.children);
    }
  }
  return [...people].sort();
}

function resolveRole(role: DeclaredRole, directory: Directory): ResolvedRole {
  const holders = role.holders.map(holder => resolveHolder(holder, directory));
  const vacant = holders.every(({ people }) => people.length === 0);
  return {
    role: role.role,
    vacant,
    reason: vacant ? describeVacancy(holders, role.leavers) : undefined,
    holders,
    leavers: role.leavers,
  };
}

function resolveHolder(
  holder: DeclaredHolder,
  directory: Directory,
): ResolvedHolder {
  const entry = directory(holder.ref);
  return {
    ...holder,
    found: entry !== undefined,
    title: entry?.title,
    people: entry ? peopleBehind(holder.ref, directory) : [],
  };
}

function describeVacancy(holders: ResolvedHolder[], leavers: Leaver[]): string {
  const reasons = [
    ...holders.map(describeHolder),
    ...leavers.map(describeLeaver),
  ];
  return reasons.join('; ') || 'nobody is named';
}

function describeHolder(holder: ResolvedHolder): string {
  const { ref, found } = holder;
  const name = holder.title ?? holder.name ?? describeRef(ref);
  if (!found) {
    return `${name} is not in the catalog`;
  }
  return kindOf(ref) === 'group'
    ? `${name} has no members`
    : `${name} is neither a user nor a group`;
}

function describeLeaver({ ref, name, left, successor }: Leaver): string {
  const departure = `${name ?? describeRef(ref)} left on ${describeDay(left)}`;
  return successor
    ? `${departure}, and ${
        successor.name ?? describeRef(successor.ref)
      } begins on ${describeDay(successor.since)}`
    : `${departure} without a successor`;
}

function describeDay(day: string): string {
  return DateTime.fromISO(day, { zone: 'utc', locale: 'en' }).toFormat(
    'd MMM yyyy',
  );
}

function kindOf(ref: string): string {
  return parseEntityRef(ref).kind.toLocaleLowerCase('en-US');
}
