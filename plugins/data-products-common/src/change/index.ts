export * from './api';
export * from './Change';
export * from './contractDifferenceSchema';
export * from './impactApi';
