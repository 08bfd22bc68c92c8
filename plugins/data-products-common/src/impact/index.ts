export * from './impactEdges';
export {
  ImpactClosure,
  type ImpactStep,
  type ReachedNode,
} from './ImpactClosure';
export { ImpactIndex, type ClosureOptions } from './ImpactIndex';
