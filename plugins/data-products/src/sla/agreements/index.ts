export * from './AgreementsSection';
