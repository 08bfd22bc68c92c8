export {
  assertHandoffEntity,
  validateHandoffEntity,
} from './validateHandoffEntity';
export type { ValidationProblem } from './ValidationProblem';
