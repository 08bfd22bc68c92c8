import {
  OutcomeDetail,
  OwnershipRole,
} from '@handoff/backstage-plugin-data-products-common';

/** Somebody who must act next, or a role that nobody fills. */
export interface Turn {
  role: OwnershipRole;
  /** Full ref of a user or group; absent when the role is vacant. */
  ref?: string;
  /** How many checks wait for them. */
  checks: number;
}

/** Who has to act on the checks that do not pass, the longest list first. */
export function whoseTurn(outcomes: readonly OutcomeDetail[]): Turn[] {
  const turns = new Map<string, Turn>();
  for (const { status, responsible } of outcomes) {
    if (status !== 'fail' && status !== 'unknown') {
      continue;
    }
    const refs: (string | undefined)[] = responsible.refs.length
      ? responsible.refs
      : [undefined];
    for (const ref of refs) {
      const key = ref ?? responsible.role;
      const turn = turns.get(key) ?? { role: responsible.role, ref, checks: 0 };
      turns.set(key, { ...turn, checks: turn.checks + 1 });
    }
  }
  return [...turns.values()].sort((a, b) => b.checks - a.checks);
}
