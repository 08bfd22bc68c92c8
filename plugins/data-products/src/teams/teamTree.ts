import { TeamSummary } from '@handoff/backstage-plugin-data-products-common';

/** A team at its place in the tree. */
export interface TeamNode {
  team: TeamSummary;
  /** 0 for a team with nothing above it in the list. */
  depth: number;
  /** Refs of the teams above it, from the top. */
  path: string[];
  children: number;
}

/**
 * Lays teams out as a tree, read from top to bottom. A team whose parent is not
 * in the list stands at the top, and so does one of a circle of parents: no
 * team is left out, and none is there twice.
 */
export function teamTree(teams: readonly TeamSummary[]): TeamNode[] {
  const refs = new Set(teams.map(({ teamRef }) => teamRef));
  const childrenOf = new Map<string | undefined, TeamSummary[]>();
  for (const team of byTitle(teams)) {
    const parent =
      team.parentRef && refs.has(team.parentRef) ? team.parentRef : undefined;
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), team]);
  }

  const nodes: TeamNode[] = [];
  const seen = new Set<string>();
  const visit = (team: TeamSummary, path: string[]) => {
    if (seen.has(team.teamRef)) {
      return;
    }
    seen.add(team.teamRef);
    const children = childrenOf.get(team.teamRef) ?? [];
    nodes.push({ team, depth: path.length, path, children: children.length });
    children.forEach(child => visit(child, [...path, team.teamRef]));
  };
  (childrenOf.get(undefined) ?? []).forEach(team => visit(team, []));
  // What is left can only be reached through a circle.
  byTitle(teams).forEach(team => visit(team, []));
  return nodes;
}

function byTitle(teams: readonly TeamSummary[]): TeamSummary[] {
  const key = (team: TeamSummary) => team.title ?? team.teamRef;
  return [...teams].sort((a, b) => key(a).localeCompare(key(b)));
}
