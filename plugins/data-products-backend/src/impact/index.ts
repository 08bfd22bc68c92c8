export { ImpactGraph } from './ImpactGraph';
export { impactNodeOf } from './impactNodeOf';
export {
  ImpactNodeStore,
  removeImpactNodes,
  saveImpactNodes,
  type StoredImpactNode,
} from './ImpactNodeStore';
export { ImpactReader } from './ImpactReader';
export { RELATED_KINDS } from './relatedKinds';
