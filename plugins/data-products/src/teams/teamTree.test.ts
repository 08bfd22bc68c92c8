import fc from 'fast-check';
import { teamSummary } from '../__fixtures__/answers';
import { teamTree } from './teamTree';

const refs = ['a', 'b', 'c', 'd', 'e'].map(name => `group:default/${name}`);

describe('teamTree', () => {
  it('lays teams out below their parents, by title', () => {
    const nodes = teamTree([
      teamSummary({ teamRef: refs[0], title: 'Zeta', parentRef: refs[1] }),
      teamSummary({
        teamRef: refs[1],
        title: 'Office',
        parentRef: 'group:default/hidden',
      }),
      teamSummary({ teamRef: refs[2], title: 'Alpha', parentRef: refs[1] }),
    ]);
    expect(
      nodes.map(({ team, depth, children }) => [team.title, depth, children]),
    ).toEqual([
      ['Office', 0, 2],
      ['Alpha', 1, 0],
      ['Zeta', 1, 0],
    ]);
  });

  it('shows every team once, whatever the parents, circles too', () => {
    const parents = fc.array(
      fc.option(fc.constantFrom(...refs), { nil: undefined }),
      {
        minLength: refs.length,
        maxLength: refs.length,
      },
    );
    fc.assert(
      fc.property(parents, list => {
        const nodes = teamTree(
          refs.map((teamRef, index) =>
            teamSummary({ teamRef, parentRef: list[index] }),
          ),
        );
        expect(nodes.map(({ team }) => team.teamRef).sort()).toEqual(refs);
      }),
    );
  });
});
