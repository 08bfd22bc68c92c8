/**
 * Why one thing depends on another: a declared input, an input of its
 * contract, a step of a decision path, the use of a glossary term, or lineage
 * that a tool reported.
 *
 * @public
 */
export const IMPACT_EDGE_KINDS = [
  'dependsOn',
  'contractInput',
  'step',
  'glossary',
  'lineage',
] as const;

/**
 * One of {@link IMPACT_EDGE_KINDS}.
 *
 * @public
 */
export type ImpactEdgeKind = (typeof IMPACT_EDGE_KINDS)[number];

/**
 * What something depends on.
 *
 * @public
 */
export interface ImpactInput {
  /** Full entity ref; it need not exist. */
  ref: string;
  kind: ImpactEdgeKind;
  /**
   * The columns that are read, as `schema.column`, or a whole `schema`. Absent
   * when that is not known: any column may be read then. Empty when it is
   * known that none is.
   */
  reads?: readonly string[];
}

/**
 * An entity with everything that it depends on.
 *
 * @public
 */
export interface ImpactNode {
  /** Full entity ref. */
  ref: string;
  inputs: readonly ImpactInput[];
}
