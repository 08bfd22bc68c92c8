export * from './api';
export * from './Change';
export * from './changeEffect';
export * from './contractDifferenceSchema';
export * from './GatePolicy';
export * from './impactApi';
export * from './judgeGate';
export * from './rules';
