import { makeStyles } from '@material-ui/core/styles';
import { Promises } from '@handoff/backstage-plugin-data-products-common';
import { CalendarDate, RelativeTime, Subtle } from '../look';
import { useMessages } from '../translation';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gap: theme.spacing(1),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  promise: { fontWeight: 600 },
  element: { fontFamily: 'monospace' },
}));

/** What is promised, in words, and the dates that go with it. */
export function PromiseList(props: { promises: Promises }) {
  const { objectives, datedTerms } = props.promises;
  const classes = useStyles();
  const t = useMessages();
  return (
    <ul className={classes.list}>
      {objectives.map(objective => (
        <li key={objective.name}>
          <span className={classes.promise}>{objective.promise}</span>{' '}
          <Subtle component="div">
            {objective.element && (
              <>
                <span className={classes.element}>{objective.element}</span>
                {' · '}
              </>
            )}
            {t(`criticality.${objective.severity}`)} ·{' '}
            {t(`promiseSource.${objective.source}`)}
          </Subtle>
        </li>
      ))}
      {datedTerms.map(term => (
        <li key={`${term.term} ${term.at}`}>
          <span className={classes.promise}>
            {t(`term.${term.term}`)} <CalendarDate on={term.at} />
          </span>{' '}
          <Subtle component="div">
            <RelativeTime at={term.at} />
            {term.description && ` · ${term.description}`}
          </Subtle>
        </li>
      ))}
    </ul>
  );
}
