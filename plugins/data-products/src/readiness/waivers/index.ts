export { CheckWaivers } from './CheckWaivers';
export { WaitingWaivers } from './WaitingWaivers';
