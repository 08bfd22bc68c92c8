export { attachDatasetEdges } from './attachDatasetEdges';
export * from './DatasetEdge';
