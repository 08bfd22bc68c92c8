import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import TrendingDownIcon from '@material-ui/icons/TrendingDown';
import { ReactNode } from 'react';
import {
  PromiseState,
  ReadinessListItem,
} from '@handoff/backstage-plugin-data-products-common';
import { RelativeTime, StateMark, Subtle } from '../look';
import { useMessages } from '../translation';
import { PROMISE_TONES } from './objectiveStates';

const ICONS: Record<PromiseState, typeof CheckCircleOutlineIcon> = {
  kept: CheckCircleOutlineIcon,
  'at-risk': TrendingDownIcon,
  silent: HelpOutlineIcon,
  broken: ReportProblemOutlinedIcon,
};

/** How a promise stands, as shape, colour and word. */
export function PromiseStateMark(props: {
  state: PromiseState;
  /** In place of the state's own word. */
  children?: ReactNode;
}) {
  const t = useMessages();
  return (
    <StateMark tone={PROMISE_TONES[props.state]} icon={ICONS[props.state]}>
      {props.children ?? t(`promises.${props.state}`)}
    </StateMark>
  );
}

/** Whether all promises are kept, and since when not. */
export function PromisesMark(props: {
  promises: ReadinessListItem['promises'];
}) {
  const { state, broken = 0, brokenSince } = props.promises ?? {};
  const t = useMessages();
  if (!state) {
    return <Subtle>{t('explore.notObserved')}</Subtle>;
  }
  return (
    <>
      <PromiseStateMark state={state}>
        {state === 'broken'
          ? t('explore.promisesBroken', { count: broken })
          : undefined}
      </PromiseStateMark>
      {brokenSince && (
        <div>
          <Subtle>
            <RelativeTime at={brokenSince} />
          </Subtle>
        </div>
      )}
    </>
  );
}
