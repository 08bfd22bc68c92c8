export { exampleCheckModule } from './exampleCheckModule';
