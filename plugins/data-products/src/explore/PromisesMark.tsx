import { makeStyles } from '@material-ui/core/styles';
import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import TrendingDownIcon from '@material-ui/icons/TrendingDown';
import {
  PromiseState,
  ReadinessListItem,
} from '@handoff/backstage-plugin-data-products-common';
import { RelativeTime, Subtle, Tone, toneColor } from '../look';
import { useMessages } from '../translation';

const TONES: Record<PromiseState, Tone> = {
  kept: 'good',
  'at-risk': 'caution',
  silent: 'caution',
  broken: 'bad',
};

const ICONS: Record<PromiseState, typeof CheckCircleOutlineIcon> = {
  kept: CheckCircleOutlineIcon,
  'at-risk': TrendingDownIcon,
  silent: HelpOutlineIcon,
  broken: ReportProblemOutlinedIcon,
};

const useStyles = makeStyles(theme => ({
  state: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    fontWeight: 600,
    whiteSpace: 'nowrap',
    color: (props: { tone: Tone }) => toneColor(theme, props.tone),
    '& svg': { fontSize: '1.15em' },
  },
}));

/** Whether promises are kept, as shape, colour and word, and since when not. */
export function PromisesMark(props: {
  promises: ReadinessListItem['promises'];
}) {
  const { state, broken = 0, brokenSince } = props.promises ?? {};
  const classes = useStyles({ tone: state ? TONES[state] : 'calm' });
  const t = useMessages();
  if (!state) {
    return <Subtle>{t('explore.notObserved')}</Subtle>;
  }
  const Icon = ICONS[state];
  return (
    <>
      <span className={classes.state}>
        <Icon aria-hidden />
        {state === 'broken'
          ? t('explore.promisesBroken', { count: broken })
          : t(`promises.${state}`)}
      </span>
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
