export { ImpactGraph } from './ImpactGraph';
export { impactNodeOf } from './impactNodeOf';
export {
  ImpactNodeStore,
  removeImpactNodes,
  saveImpactNodes,
  type StoredImpactNode,
} from './ImpactNodeStore';
export { ImpactReader } from './ImpactReader';
export { LineageReader } from './LineageReader';
export { LineageStore } from './LineageStore';
export { RELATED_KINDS } from './relatedKinds';
