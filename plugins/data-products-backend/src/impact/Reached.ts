import {
  ClosureOptions,
  ImpactClosure,
  ImpactIndex,
  ReachedNode,
} from '@handoff/backstage-plugin-data-products-common';

/** Everything that an entity reaches, whoever may see it. */
export interface Reached {
  closure: ImpactClosure;
  nodes: readonly ReachedNode[];
  /**
   * What depends on the entity directly, where the question is of columns.
   * What of it the closure does not have is known to read others.
   */
  direct?: readonly ReachedNode[];
}

/** Follows the index from an entity. */
export function reach(
  index: ImpactIndex,
  entityRef: string,
  options: ClosureOptions,
): Reached {
  const { columns, direction, ...limits } = options;
  const closure = index.closure(entityRef, options);
  return {
    closure,
    nodes: closure.nodes(),
    ...(columns &&
      direction !== 'upstream' && {
        direct: index.closure(entityRef, { ...limits, depth: 1 }).nodes(),
      }),
  };
}
