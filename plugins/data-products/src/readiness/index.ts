export { LEVEL_TONES } from './levels';
export { LevelBar } from './LevelBar';
export { LevelMark } from './LevelMark';
export { ReadinessCard } from './ReadinessCard';
export { ReadinessRing } from './ReadinessRing';
