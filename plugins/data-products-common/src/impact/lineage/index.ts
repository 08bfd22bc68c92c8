export { attachDatasetEdges } from './attachDatasetEdges';
export { ContractColumns } from './ContractColumns';
export * from './DatasetEdge';
export * from './LineageInput';
