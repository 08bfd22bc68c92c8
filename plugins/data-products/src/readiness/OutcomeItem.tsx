import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import CheckIcon from '@material-ui/icons/Check';
import CloseIcon from '@material-ui/icons/Close';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import RemoveIcon from '@material-ui/icons/Remove';
import ScheduleIcon from '@material-ui/icons/Schedule';
import {
  OutcomeDetail,
  OutcomeStatus,
} from '@handoff/backstage-plugin-data-products-common';
import { CalendarDate, Hint, Subtle, Tone, toneColor, unbroken } from '../look';
import { useMessages } from '../translation';
import { STATUS_TONES } from './levels';
import { CheckWaivers } from './waivers';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    gap: theme.spacing(1),
    padding: theme.spacing(0.75, 0),
    listStyle: 'none',
  },
  icon: {
    flex: 'none',
    fontSize: '1.25rem',
    color: (props: { tone: Tone }) => toneColor(theme, props.tone),
  },
  body: { minWidth: 0, flex: 1 },
  title: { fontWeight: 600 },
  status: { color: (props: { tone: Tone }) => toneColor(theme, props.tone) },
  action: { fontSize: '0.8125rem', overflowWrap: 'anywhere' },
}));

const ICONS: Record<OutcomeStatus, typeof CheckIcon> = {
  pass: CheckIcon,
  fail: CloseIcon,
  unknown: HelpOutlineIcon,
  waived: ScheduleIcon,
  'not-applicable': RemoveIcon,
};

/** One check with what was found, and what to do when it does not pass. */
export function OutcomeItem(props: {
  entityRef: string;
  outcome: OutcomeDetail;
}) {
  const { outcome } = props;
  const classes = useStyles({ tone: STATUS_TONES[outcome.status] });
  const t = useMessages();
  const Icon = ICONS[outcome.status];
  const open = outcome.status === 'fail' || outcome.status === 'unknown';
  return (
    <li className={classes.root}>
      <Icon className={classes.icon} aria-hidden />
      <div className={classes.body}>
        <Hint explanation={outcome.passCondition}>
          <span className={classes.title}>{outcome.title}</span>
        </Hint>{' '}
        <span className={classes.status}>{t(`status.${outcome.status}`)}</span>
        {outcome.status === 'waived' && outcome.validUntil && (
          <Subtle>
            {' '}
            {t('readiness.until')} <CalendarDate on={outcome.validUntil} />
          </Subtle>
        )}
        {open && outcome.severity === 'recommended' && (
          <Subtle> · {t('readiness.recommended')}</Subtle>
        )}
        <Subtle component="p">{unbroken(outcome.reason)}</Subtle>
        {open && (
          <div className={classes.action}>
            <span aria-hidden>→ </span>
            {unbroken(outcome.remediation)}{' '}
            <Subtle>
              {t(`role.${outcome.responsible.role}`)}
              {': '}
              {outcome.responsible.refs.length === 0
                ? t('readiness.nobodyYet')
                : outcome.responsible.refs.map((ref, index) => (
                    <span key={ref}>
                      {index > 0 && ', '}
                      <EntityRefLink
                        entityRef={ref}
                        hideIcon
                        underline="always"
                      />
                    </span>
                  ))}
            </Subtle>
          </div>
        )}
        <CheckWaivers entityRef={props.entityRef} outcome={outcome} />
      </div>
    </li>
  );
}
