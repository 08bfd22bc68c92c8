export { examplePeopleModule } from './examplePeopleModule';
