import {
  ImpactAnswer,
  ImpactIndex,
} from '@handoff/backstage-plugin-data-products-common';
import { generateDependencies } from '../impact/generateDependencies';

/** Of what is generated, so much hangs together. */
const CONNECTED_SHARE = 0.9;

const OWNER = { ref: 'group:default/finance', title: 'Finance' };

/**
 * What the portal would answer of an entity on which so many depend, each of
 * them on three others.
 *
 * @param entity - shown as where it starts
 */
export function generateImpact(
  entity: ImpactAnswer['entity'],
  count: number,
): ImpactAnswer {
  const { nodes, largeStart } = generateDependencies(
    Math.ceil((count + 1) / CONNECTED_SHARE),
  );
  const closure = ImpactIndex.build(nodes).closure(largeStart);
  const byKind = [{ kind: 'dataproduct', count }];
  return {
    entity,
    direction: 'downstream',
    summary: {
      total: count,
      byKind,
      teams: [{ ...OWNER, count, byKind }],
      decisionPaths: [],
      consumers: [],
      complete: true,
      cyclic: false,
    },
    // Nearest first, so that nothing comes without the step before it.
    nodes: closure.nodes(0, count).map(({ ref, depth, missing }) => {
      const { from, kind, reads } = closure.wayTo(ref)!.at(-1)!;
      return {
        ref,
        title: `Generated product ${ref.split('-').at(-1)}`,
        type: 'aggregate',
        owner: OWNER,
        depth,
        missing,
        via: { ref: from === largeStart ? entity.ref : from, kind, reads },
      };
    }),
    pageInfo: {},
  };
}
