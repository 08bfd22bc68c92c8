export * from './ReadinessEvaluator';
export * from './ReadinessIndex';
export * from './ReadinessStore';
export * from './tellTitles';
