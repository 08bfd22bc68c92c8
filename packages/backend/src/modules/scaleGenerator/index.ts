export { scaleGeneratorModule } from './scaleGeneratorModule';
