import { makeStyles } from '@material-ui/core/styles';
import BlockIcon from '@material-ui/icons/Block';
import LockOpenIcon from '@material-ui/icons/LockOpen';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { GateReason } from '@handoff/backstage-plugin-data-products-common';
import { StateMark, Subtle, Tone, unbroken } from '../look';
import { useMessages } from '../translation';
import { PartyLinks } from './PartyLinks';

type Standing = 'blocks' | 'overridden' | 'warns';

const LOOKS: Record<Standing, { tone: Tone; icon: typeof BlockIcon }> = {
  blocks: { tone: 'bad', icon: BlockIcon },
  overridden: { tone: 'caution', icon: LockOpenIcon },
  warns: { tone: 'caution', icon: ReportProblemOutlinedIcon },
};

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  reason: { padding: theme.spacing(0.75, 0) },
}));

/** Why the gate is not open, or only warns: each with whose turn it is, and how. */
export function ReasonList(props: { reasons: readonly GateReason[] }) {
  const classes = useStyles();
  const t = useMessages();
  if (props.reasons.length === 0) {
    return <Subtle component="p">{t('change.reason.none')}</Subtle>;
  }
  return (
    <ul className={classes.list} aria-label={t('change.reason.title')}>
      {props.reasons.map((reason, index) => {
        const standing = standingOf(reason);
        return (
          // A rule may have several things to say.
          <li key={`${reason.rule} ${index}`} className={classes.reason}>
            <StateMark {...LOOKS[standing]}>
              {t(`change.reason.${standing}`)}
            </StateMark>{' '}
            {unbroken(reason.message)}
            <Subtle component="div">
              <span aria-hidden>→ </span>
              {reason.whoseTurn.length > 0 && (
                <>
                  <PartyLinks parties={reason.whoseTurn} />
                  {': '}
                </>
              )}
              {reason.how}
            </Subtle>
          </li>
        );
      })}
    </ul>
  );
}

function standingOf({ mode, overridden }: GateReason): Standing {
  if (mode === 'warn') {
    return 'warns';
  }
  return overridden ? 'overridden' : 'blocks';
}
