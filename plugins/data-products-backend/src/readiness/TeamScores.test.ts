import {
  emptyRollUp,
  rollUpScore,
} from '@handoff/backstage-plugin-data-products-common';
import fc from 'fast-check';
import { arbitraryEntries, arbitraryTeams } from '../__testUtils__/entries';
import { Team, TeamTree } from '../evidence';
import { EvaluatedEntry } from './ReadinessIndex';
import { TeamScores } from './TeamScores';

/** Whether a group is, or is somewhere below, another: by trying every way up. */
function isBelow(
  ref: string | undefined,
  above: string,
  teams: Team[],
  steps = teams.length,
): boolean {
  const team = teams.find(candidate => candidate.ref === ref);
  if (!team || steps < 0) {
    return false;
  }
  return ref === above || isBelow(team.parentRef, above, teams, steps - 1);
}

function countsFor(entry: EvaluatedEntry, ref: string, teams: Team[]): boolean {
  const { ownerRef } = entry;
  if (!ownerRef) {
    return false;
  }
  const groups = ownerRef.startsWith('user:')
    ? teams
        .filter(({ members }) => members.includes(ownerRef))
        .map(team => team.ref)
    : [ownerRef];
  return groups.some(group => isBelow(group, ref, teams));
}

it('sums for each team what it and the groups below it own, each entity once', () => {
  fc.assert(
    fc.property(arbitraryEntries, arbitraryTeams, (entries, teams) => {
      const tree = TeamTree.create(teams);
      const scores = TeamScores.create({ teams: tree, now: new Date() });
      entries.forEach(entry => scores.add(entry));

      const owned = new Set<EvaluatedEntry>();
      for (const { ref } of teams) {
        const mine = entries.filter(entry => countsFor(entry, ref, teams));
        mine.forEach(entry => owned.add(entry));
        const weight = mine.reduce((sum, entry) => sum + entry.weight, 0);
        const weightedScore = mine.reduce(
          (sum, { weight: w, result }) => sum + w * result.score,
          0,
        );
        expect(scores.scores.get(ref)?.now ?? emptyRollUp()).toMatchObject({
          entities: mine.length,
          weight,
          weightedScore,
        });
        expect(
          scores.scores.get(ref)?.now.failing.get('runbook')?.count ?? 0,
        ).toBe(
          mine.filter(({ result }) =>
            result.failing.some(({ checkId }) => checkId === 'runbook'),
          ).length,
        );
      }
      expect(scores.unowned.entities).toBe(
        entries.filter(entry => !owned.has(entry)).length,
      );
    }),
    { numRuns: 300 },
  );
});

it('knows a tree up and down, around cycles too', () => {
  fc.assert(
    fc.property(arbitraryTeams, teams => {
      const tree = TeamTree.create(teams);
      for (const { ref, members } of teams) {
        const subtree = tree.subtreeOf(ref);
        expect([...subtree].sort()).toEqual(
          teams
            .map(team => team.ref)
            .filter(other => isBelow(other, ref, teams))
            .sort(),
        );
        expect([...tree.membersOf([ref])]).toEqual(members);
        expect([...tree.lineageOf(ref)].sort()).toEqual(
          teams
            .map(team => team.ref)
            .filter(other => isBelow(ref, other, teams))
            .sort(),
        );
      }
    }),
  );
});

it('compares with what the same entities had 30 days ago', () => {
  const now = new Date('2026-11-21T12:00:00.000Z');
  const today = Math.floor(now.getTime() / (24 * 60 * 60 * 1000));
  const tree = TeamTree.create([
    { ref: 'group:default/a', title: 'A', members: [], etag: '' },
  ]);
  const entry = (
    score: number,
    weight: number,
    past: Partial<EvaluatedEntry> = {},
  ) =>
    ({
      ownerRef: 'group:default/a',
      weight,
      history: [],
      result: { score, level: 'ready', failing: [], unknown: 0 },
      ...past,
    } as unknown as EvaluatedEntry);

  const scores = TeamScores.create({ teams: tree, now });
  // Unchanged for long; changed since; changed on the very day; new.
  scores.add(entry(80, 1));
  scores.add(
    entry(90, 2, {
      scoredBefore: 60,
      history: [{ day: today - 3, score: 90 }],
    }),
  );
  scores.add(
    entry(50, 4, {
      scoredBefore: 10,
      history: [
        { day: today - 30, score: 40 },
        { day: today - 29, score: 50 },
      ],
    }),
  );
  scores.add(entry(10, 8, { history: [{ day: today - 2, score: 10 }] }));
  const { before } = scores.scores.get('group:default/a')!;
  expect(before).toEqual({ weight: 7, weightedScore: 80 + 120 + 160 });
  expect(rollUpScore(before)).toBe(51.4);
});
