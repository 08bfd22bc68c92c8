import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { CatalogReader, PersonStore, TeamStore, TeamTree } from '../evidence';

/** An error names so many members, so that it stays readable. */
const NAMED_MEMBERS = 5;

interface Options {
  teams: TeamStore;
  people: PersonStore;
  reader: CatalogReader;
}

/**
 * Who belongs to whom. What is decided by it is judged by the catalog as it is
 * now; what is only shown, by the tree of groups that the sync keeps.
 */
export class Parties {
  readonly #teams: TeamStore;
  readonly #people: PersonStore;
  readonly #reader: CatalogReader;

  static create(options: Options) {
    return new Parties(options);
  }

  private constructor({ teams, people, reader }: Options) {
    this.#teams = teams;
    this.#people = people;
    this.#reader = reader;
  }

  /** The tree of groups, and what people are called, as last seen. */
  async tree(): Promise<TeamTree> {
    const [teams, people] = await Promise.all([
      this.#teams.list(),
      this.#people.titles(),
    ]);
    return TeamTree.create(teams, people);
  }

  /**
   * Whether the catalog says now that a person is the party, or a member of it
   * or of any group below it.
   */
  async isMemberNow(person: string, partyRef: string): Promise<boolean> {
    if (person === partyRef) {
      return true;
    }
    const seen = new Set<string>();
    const memberships = await this.#reader.getMemberships([person]);
    let groups = memberships.get(person) ?? [];
    while (groups.length) {
      if (groups.includes(partyRef)) {
        return true;
      }
      groups.forEach(ref => seen.add(ref));
      const teams = await this.#reader.getTeams(groups);
      groups = teams.flatMap(({ parentRef }) =>
        parentRef === undefined || seen.has(parentRef) ? [] : [parentRef],
      );
    }
    return false;
  }

  /**
   * @param action - what the person is about to do, as in "sign this"
   * @throws NotAllowedError which names the party and who is a member of it
   */
  async assertMember(
    person: string,
    partyRef: string,
    action: string,
  ): Promise<void> {
    if (!(await this.isMemberNow(person, partyRef))) {
      throw new NotAllowedError(
        `You cannot ${action}: ${describeMembership(
          await this.tree(),
          partyRef,
        )}`,
      );
    }
  }
}

/**
 * The person who acts.
 *
 * @throws NotAllowedError for services, which can sign nothing
 */
export function personOf(credentials: BackstageCredentials): string {
  const person = findPerson(credentials);
  if (person === undefined) {
    throw new NotAllowedError(
      'Only a person can do this, signed in to the portal; a service or an access token cannot',
    );
  }
  return person;
}

/** The person who acts or reads; none for services. */
export function findPerson(
  credentials: BackstageCredentials,
): string | undefined {
  const principal = credentials.principal as
    | { type?: string; userEntityRef?: string }
    | undefined;
  return principal?.type === 'user' ? principal.userEntityRef : undefined;
}

/** The people of a party: of a group with all below it, or the one person. */
export function peopleOf(tree: TeamTree, partyRef: string): string[] {
  return partyRef.startsWith('user:')
    ? [partyRef]
    : [...tree.membersOf(tree.subtreeOf(partyRef))].sort();
}

/** Whether a person is a party or belongs to it, as last seen. */
export function belongsTo(
  tree: TeamTree,
  person: string,
  partyRef: string,
): boolean {
  return person === partyRef || tree.lineageOf(person).includes(partyRef);
}

/** Whom it takes: "it takes a member of Finance. Members: Ada Lind, user ben". */
export function describeMembership(tree: TeamTree, partyRef: string): string {
  const name = tree.nameOf(partyRef);
  if (partyRef.startsWith('user:')) {
    return `it takes ${name}`;
  }
  const people = peopleOf(tree, partyRef);
  const named = people
    .slice(0, NAMED_MEMBERS)
    .map(ref => tree.nameOf(ref))
    .join(', ');
  const more = people.length - NAMED_MEMBERS;
  const members = people.length
    ? `Members: ${named}${more > 0 ? ` and ${more} more` : ''}`
    : 'It has no members';
  return `it takes a member of ${name}. ${members}`;
}
