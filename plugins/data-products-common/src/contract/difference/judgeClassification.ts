import { CLASSIFICATIONS } from '../../kinds';
import { Judgement } from './ChangeList';

/**
 * What another classification means for readers. Nothing stated counts as
 * public: nobody was told to keep anything. Words that are not ours cannot be
 * compared, so that a change of them counts as raised.
 */
export function judgeClassification(
  before: string | undefined,
  after: string | undefined,
): Judgement {
  const [from, to] = [rankOf(before), rankOf(after)];
  if (from === undefined || to === undefined) {
    return {
      rule: 'classification-changed',
      class: 'breaking',
      reason: `Which of the two is more protected is not known, so that readers may lose access: only ${CLASSIFICATIONS.join(
        ', ',
      )} can be compared.`,
    };
  }
  return to > from
    ? {
        rule: 'classification-raised',
        class: 'breaking',
        reason:
          'Readers may need rights that they do not have, and must protect it better.',
      }
    : {
        rule: 'classification-lowered',
        class: 'compatible',
        reason: 'Whoever may read it and protects it so far still does.',
      };
}

function rankOf(word: string | undefined): number | undefined {
  if (word === undefined) {
    return 0;
  }
  const rank = (CLASSIFICATIONS as readonly string[]).indexOf(
    word.toLocaleLowerCase('en-US'),
  );
  return rank < 0 ? undefined : rank;
}
