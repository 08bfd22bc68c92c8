import { makeStyles } from '@material-ui/core/styles';
import { HandoffSummary } from '@handoff/backstage-plugin-data-products-common';
import { toneColor, toneWash } from '../look';
import { useMessages } from '../translation';

const useStyles = makeStyles(theme => ({
  track: {
    height: 8,
    borderRadius: 4,
    overflow: 'hidden',
    background: toneWash(theme, 'calm'),
  },
  done: { height: '100%', background: toneColor(theme, 'good') },
}));

/** How many of the required items are done, as a bar and in words. */
export function ProgressBar(props: { progress: HandoffSummary['progress'] }) {
  const { done, required } = props.progress;
  const classes = useStyles();
  const t = useMessages();
  const words = t('handoff.progress', {
    done: String(done),
    required: String(required),
  });
  return (
    <div>
      <div>{words}</div>
      <div
        className={classes.track}
        role="meter"
        aria-label={t('handoff.progressLabel')}
        aria-valuemin={0}
        aria-valuemax={required}
        aria-valuenow={done}
        aria-valuetext={words}
      >
        <div
          className={classes.done}
          style={{ width: `${required > 0 ? (100 * done) / required : 100}%` }}
        />
      </div>
    </div>
  );
}
