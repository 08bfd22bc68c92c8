import { describeRef } from '@handoff/backstage-plugin-data-products-common';
import { Team } from './TeamStore';

/** The groups of the catalog as a tree, tolerant of cycles. */
export class TeamTree {
  readonly #teams: ReadonlyMap<string, Team>;
  readonly #people: ReadonlyMap<string, string>;
  readonly #children = new Map<string, string[]>();
  readonly #teamsOfMember = new Map<string, string[]>();
  readonly #lineages = new Map<string, readonly string[]>();

  /** @param people - titles by their refs, where people are to be named */
  static create(
    teams: readonly Team[],
    people: ReadonlyMap<string, string> = new Map(),
  ) {
    return new TeamTree(teams, people);
  }

  private constructor(
    teams: readonly Team[],
    people: ReadonlyMap<string, string>,
  ) {
    this.#people = people;
    this.#teams = new Map(teams.map(team => [team.ref, team]));
    for (const { ref, parentRef, members } of teams) {
      if (parentRef && parentRef !== ref) {
        append(this.#children, parentRef, ref);
      }
      members.forEach(member => append(this.#teamsOfMember, member, ref));
    }
  }

  get(ref: string): Team | undefined {
    return this.#teams.get(ref);
  }

  /** The title of a group or a person that has one. */
  titleOf(ref: string): string | undefined {
    return this.#teams.get(ref)?.title ?? this.#people.get(ref);
  }

  /** A title, and words for those who have none. */
  nameOf(ref: string): string {
    return this.titleOf(ref) ?? describeRef(ref);
  }

  /** Groups whose parent a group is. */
  childrenOf(ref: string): readonly string[] {
    return this.#children.get(ref) ?? [];
  }

  /** A group and all groups below it. */
  subtreeOf(ref: string): Set<string> {
    const found = new Set<string>();
    const waiting = [ref];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (!found.has(next)) {
        found.add(next);
        waiting.push(...this.childrenOf(next));
      }
    }
    return found;
  }

  /** The people who are direct members of any of the groups. */
  membersOf(refs: Iterable<string>): Set<string> {
    const members = new Set<string>();
    for (const ref of refs) {
      this.#teams.get(ref)?.members.forEach(member => members.add(member));
    }
    return members;
  }

  /**
   * Every team that an owner's work counts for, each once: a group and the
   * groups above it; for a person, those of each group they are a member of.
   */
  lineageOf(ownerRef: string): readonly string[] {
    let lineage = this.#lineages.get(ownerRef);
    if (!lineage) {
      const found = new Set<string>();
      const waiting = this.#teams.has(ownerRef)
        ? [ownerRef]
        : [...(this.#teamsOfMember.get(ownerRef) ?? [])];
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const team = this.#teams.get(next);
        if (team && !found.has(next)) {
          found.add(next);
          if (team.parentRef) {
            waiting.push(team.parentRef);
          }
        }
      }
      lineage = [...found];
      this.#lineages.set(ownerRef, lineage);
    }
    return lineage;
  }
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) {
    list.push(value);
  } else {
    map.set(key, [value]);
  }
}
