import {
  OutcomeStatus,
  ReadinessLevel,
} from '@handoff/backstage-plugin-data-products-common';
import { Tone } from '../look';

/** The tone of each readiness level. */
export const LEVEL_TONES: Record<ReadinessLevel, Tone> = {
  ready: 'good',
  'at-risk': 'caution',
  'not-ready': 'bad',
};

/** The tone of each outcome. */
export const STATUS_TONES: Record<OutcomeStatus, Tone> = {
  pass: 'good',
  fail: 'bad',
  unknown: 'caution',
  waived: 'calm',
  'not-applicable': 'calm',
};
