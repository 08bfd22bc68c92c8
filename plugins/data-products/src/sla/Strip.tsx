import { makeStyles } from '@material-ui/core/styles';
import { DateTime } from 'luxon';
import {
  Stretch,
  STRETCH_STATES,
} from '@handoff/backstage-plugin-data-products-common';
import { toneColor, toneWash, useLanguage } from '../look';
import { useMessages } from '../translation';
import { STRETCH_TONES } from './objectiveStates';

const HEIGHT = 24;

const useStyles = makeStyles(theme => ({
  strip: {
    display: 'flex',
    alignItems: 'flex-end',
    gap: 1,
    height: HEIGHT,
    minWidth: 0,
  },
  stretch: { flex: 1, minWidth: 2, borderRadius: 1 },
  // Told apart by height and pattern as well as by colour.
  kept: {
    height: '55%',
    background: toneColor(theme, STRETCH_TONES.kept),
    opacity: 0.75,
  },
  broken: {
    height: '100%',
    background: toneColor(theme, STRETCH_TONES.broken),
  },
  silent: {
    height: '55%',
    background: `repeating-linear-gradient(45deg, ${toneColor(
      theme,
      STRETCH_TONES.silent,
    )} 0 2px, ${toneWash(theme, STRETCH_TONES.silent)} 2px 5px)`,
  },
  'no-data': {
    height: '12%',
    background: toneColor(theme, STRETCH_TONES['no-data']),
    opacity: 0.4,
  },
}));

/** A window of time, stretch by stretch: kept, broken, silent or without data. */
export function Strip(props: { stretches: readonly Stretch[] }) {
  const { stretches } = props;
  const classes = useStyles();
  const t = useMessages();
  const language = useLanguage();
  const day = (at: string) =>
    DateTime.fromISO(at, { locale: language }).toLocaleString({
      month: 'short',
      day: 'numeric',
    });
  const words = STRETCH_STATES.map(state => ({
    state,
    count: stretches.filter(stretch => stretch.state === state).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${t(`stretch.${state}`)}: ${count}`)
    .join(', ');
  return (
    <div
      role="img"
      aria-label={
        stretches.length
          ? t('sla.strip', {
              from: day(stretches[0].from),
              to: day(stretches[stretches.length - 1].to),
              words,
            })
          : t('sla.noStrip')
      }
      className={classes.strip}
    >
      {stretches.map(({ from, to, state }) => (
        <div
          key={from}
          title={`${day(from)} – ${day(to)}: ${t(`stretch.${state}`)}`}
          className={`${classes.stretch} ${classes[state]}`}
        />
      ))}
    </div>
  );
}
