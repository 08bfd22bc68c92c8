export * from './ReadinessEvaluator';
export * from './ReadinessIndex';
export * from './ReadinessStore';
