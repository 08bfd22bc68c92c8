import { Judgement } from './ChangeList';
import { PromiseTrend } from './compareRanges';

/** Judges another threshold of a promise by how it stands to the one before. */
export function judgeTrend(
  what: 'quality-rule' | 'sla',
  compare: () => PromiseTrend,
): Judgement {
  switch (compare()) {
    case 'same':
      return {
        rule: `${what}-reworded`,
        class: 'documentation',
        reason: 'The same is promised in other words.',
      };
    case 'stronger':
      return {
        rule: `${what}-tightened`,
        class: 'compatible',
        reason: 'More is promised than before.',
      };
    case 'weaker':
      return {
        rule: `${what}-loosened`,
        class: 'breaking',
        reason: 'Less is promised than readers count on.',
      };
    default:
      return {
        rule: `${what}-changed`,
        class: 'breaking',
        reason:
          'That as much is promised as before cannot be told, so that it counts as loosened.',
      };
  }
}
