export { exampleAgreementsModule } from './exampleAgreementsModule';
