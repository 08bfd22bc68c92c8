export * from './exampleObservationsModule';
