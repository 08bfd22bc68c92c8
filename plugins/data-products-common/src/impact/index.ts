export * from './impactEdges';
export { impactInputsOf } from './impactInputsOf';
export {
  ImpactClosure,
  type ImpactStep,
  type ReachedNode,
} from './ImpactClosure';
export { ImpactIndex, type ClosureOptions } from './ImpactIndex';
export * from './lineage';
