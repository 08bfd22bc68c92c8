import { makeStyles } from '@material-ui/core/styles';
import { Promises } from '@handoff/backstage-plugin-data-products-common';
import { CalendarDate, RelativeTime, Subtle, unbroken } from '../look';
import { useMessages } from '../translation';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(340px, 100%), 1fr))',
    gap: theme.spacing(1.5, 3),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  promise: {
    fontWeight: 600,
    '&::first-letter': { textTransform: 'uppercase' },
  },
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
          <div className={classes.promise}>{unbroken(objective.promise)}</div>
          <Subtle component="div">
            {t(`criticality.${objective.severity}`)} ·{' '}
            {t(`promiseSource.${objective.source}`)}
          </Subtle>
        </li>
      ))}
      {datedTerms.map(term => (
        <li key={`${term.term} ${term.at}`}>
          <div className={classes.promise}>
            {t(`term.${term.term}`)} <CalendarDate on={term.at} />
          </div>
          <Subtle component="div">
            <RelativeTime at={term.at} />
            {term.description && ` · ${term.description}`}
          </Subtle>
        </li>
      ))}
    </ul>
  );
}
