import AddCircleOutlineIcon from '@material-ui/icons/AddCircleOutline';
import DragHandleIcon from '@material-ui/icons/DragHandle';
import RemoveCircleOutlineIcon from '@material-ui/icons/RemoveCircleOutline';
import TrendingDownIcon from '@material-ui/icons/TrendingDown';
import TrendingUpIcon from '@material-ui/icons/TrendingUp';
import {
  PromiseComparison,
  PromiseVerdict,
} from '@handoff/backstage-plugin-data-products-common';
import { StateMark, Tone, useListWords } from '../../look';
import { useMessages } from '../../translation';

const MARKS: Record<
  PromiseVerdict,
  { tone: Tone; icon: typeof TrendingUpIcon }
> = {
  same: { tone: 'calm', icon: DragHandleIcon },
  stronger: { tone: 'good', icon: TrendingUpIcon },
  weaker: { tone: 'bad', icon: TrendingDownIcon },
  removed: { tone: 'bad', icon: RemoveCircleOutlineIcon },
  added: { tone: 'good', icon: AddCircleOutlineIcon },
};

/** What became of a promise, as shape, colour and words. */
export function VerdictMark(props: {
  comparison: Omit<PromiseComparison, 'words'>;
}) {
  const { verdict, stronger, weaker } = props.comparison;
  const t = useMessages();
  const list = useListWords();
  const mark = (shown: PromiseVerdict, aspects: typeof stronger = []) => (
    <StateMark {...MARKS[shown]}>
      {t(`agreement.verdict.${shown}`, {
        aspects: list(aspects.map(aspect => t(`agreement.aspect.${aspect}`))),
      })}
    </StateMark>
  );
  if (verdict !== 'weaker' && verdict !== 'stronger') {
    return mark(verdict);
  }
  return (
    <>
      {weaker.length > 0 && <div>{mark('weaker', weaker)}</div>}
      {stronger.length > 0 && <div>{mark('stronger', stronger)}</div>}
    </>
  );
}
