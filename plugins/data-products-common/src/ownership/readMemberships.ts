import { Contract, ContractTeamMember } from '../contract';
import {
  DeclaredHolder,
  DeclaredRole,
  Leaver,
  OwnershipProblem,
} from './OwnershipMap';
import { OwnershipRole } from './roles';
import { roleOfWords } from './roleWords';
import { userRefOf } from './userRef';

/** Where a contract stands in its entity. */
const CONTRACT_POINTER = '/spec/contract';

/**
 * Reads a contract's team as of a time: who holds a role, and who has left one
 * without a successor. Members whose role words stand for none of our roles
 * are left out.
 *
 * A member is there from `dateIn` and gone from `dateOut` on, both at midnight
 * UTC. In the place of one who is gone comes the successor, and the
 * successor's successor, until one is there.
 */
export function readMemberships(
  contract: Contract,
  now: Date,
): { roles: DeclaredRole[]; problems: OwnershipProblem[] } {
  const today = now.toISOString().slice(0, 10);
  const { members } = contract.team;
  const roles = new Map<OwnershipRole, DeclaredRole>();
  const problems: OwnershipProblem[] = [];

  for (const member of members) {
    const role = member.role && roleOfWords(member.role);
    if (!role || (member.dateIn ?? '') > today) {
      continue;
    }
    const declared = roles.get(role) ?? { role, holders: [], leavers: [] };
    roles.set(role, declared);
    const end = successionOf(member, members, today);
    const ref = userRefOf(end.person.username);
    if (!ref) {
      problems.push({
        pointer: `${CONTRACT_POINTER}${member.pointer ?? '/team'}`,
        message: `"${end.person.username}" cannot be the name of a user in the catalog: give the name of a user entity, or an email address that begins with it`,
      });
    } else if (end.left === undefined) {
      addHolder(declared, {
        ref,
        source: 'contract',
        since: end.since,
        name: end.person.name,
      });
    } else {
      addLeaver(declared, {
        ref,
        name: end.person.name,
        left: end.left,
        successor: end.successor,
      });
    }
  }
  for (const declared of roles.values()) {
    dropReturned(declared);
  }
  return { roles: [...roles.values()], problems };
}

interface Succession {
  person: { username: string; name?: string };
  since?: string;
  /** Absent when the person is there. */
  left?: string;
  successor?: Leaver['successor'];
}

/** Follows a member's successors to the first who is there, or to the last. */
function successionOf(
  first: ContractTeamMember,
  members: ContractTeamMember[],
  today: string,
): Succession {
  const passed = new Set<string>();
  let member = first;
  while (hasLeft(member, today)) {
    const left = member.dateOut!;
    const successor = member.replacedByUsername;
    passed.add(keyOf(member.username));
    if (!successor || passed.has(keyOf(successor))) {
      return { person: member, left };
    }
    const entries = members.filter(
      ({ username }) => keyOf(username) === keyOf(successor),
    );
    if (entries.length === 0) {
      // Named, but not listed: taken at the word of the one who left.
      return { person: { username: successor }, since: left };
    }
    const present = entries.find(entry => isPresent(entry, today));
    if (present) {
      return { person: present, since: present.dateIn };
    }
    const coming = entries.find(entry => !hasLeft(entry, today));
    if (coming) {
      return { person: member, left, successor: successorOf(coming) };
    }
    // Of several spells, the last one tells how it ended.
    member = entries.reduce((a, b) => (a.dateOut! >= b.dateOut! ? a : b));
  }
  return { person: member, since: member.dateIn };
}

function successorOf(coming: ContractTeamMember): Leaver['successor'] {
  const ref = userRefOf(coming.username);
  return ref ? { ref, name: coming.name, since: coming.dateIn! } : undefined;
}

function hasLeft(member: ContractTeamMember, today: string): boolean {
  return member.dateOut !== undefined && member.dateOut <= today;
}

function isPresent(member: ContractTeamMember, today: string): boolean {
  return !hasLeft(member, today) && (member.dateIn ?? '') <= today;
}

/** The same for a username and the email address that begins with it. */
function keyOf(username: string): string {
  return userRefOf(username) ?? username;
}

function addHolder(role: DeclaredRole, holder: DeclaredHolder): void {
  const known = role.holders.find(({ ref }) => ref === holder.ref);
  if (known) {
    known.name ??= holder.name;
  } else {
    role.holders.push(holder);
  }
}

function addLeaver(role: DeclaredRole, leaver: Leaver): void {
  const known = role.leavers.find(({ ref }) => ref === leaver.ref);
  if (!known) {
    role.leavers.push(leaver);
  } else if (known.left < leaver.left) {
    Object.assign(known, leaver);
  }
}

/** Who has left and come back, or stayed on by another entry, has not left. */
function dropReturned(role: DeclaredRole): void {
  const present = new Set(role.holders.map(({ ref }) => ref));
  role.leavers = role.leavers.filter(({ ref }) => !present.has(ref));
}
