import { makeStyles } from '@material-ui/core/styles';
import {
  CalendarDate,
  durationInWords,
  Fact,
  Facts,
  useLanguage,
} from '../../look';
import { useMessages } from '../../translation';
import { Terms } from './revisions';
import { usePromiseWords } from './usePromiseWords';

const useStyles = makeStyles(theme => ({
  promises: {
    margin: theme.spacing(0, 0, 1.5),
    paddingLeft: theme.spacing(2.5),
    overflowWrap: 'anywhere',
    '& li::first-letter': { textTransform: 'uppercase' },
  },
  text: { whiteSpace: 'pre-line' },
}));

/** Terms, whole and in words. */
export function TermsView(props: { terms: Terms }) {
  const { objectives, responseTimes, ...terms } = props.terms;
  const classes = useStyles();
  const t = useMessages();
  const language = useLanguage();
  const promiseWords = usePromiseWords();
  const within = (duration: string | undefined) =>
    duration && durationInWords(duration, language);
  const text = (words: string | undefined) =>
    words && <span className={classes.text}>{words}</span>;
  return (
    <>
      <ul
        className={classes.promises}
        aria-label={t('agreement.terms.promises')}
      >
        {objectives.map(objective => (
          <li key={objective.name}>{promiseWords(objective)}</li>
        ))}
      </ul>
      <Facts>
        <Fact label={t('agreement.terms.acknowledge')}>
          {within(responseTimes?.acknowledge)}
        </Fact>
        <Fact label={t('agreement.terms.restore')}>
          {within(responseTimes?.restore)}
        </Fact>
        <Fact label={t('agreement.terms.changesWithin')}>
          {within(terms.changes?.answerWithin)}
        </Fact>
        <Fact label={t('agreement.terms.silence')}>
          {terms.changes?.silence &&
            t(`agreement.silence.${terms.changes.silence}`)}
        </Fact>
        <Fact label={t('agreement.terms.reviewOn')}>
          {terms.reviewOn && <CalendarDate on={terms.reviewOn} />}
        </Fact>
        <Fact label={t('agreement.terms.renewOn')}>
          <CalendarDate on={terms.renewOn} />
        </Fact>
        <Fact label={t('agreement.terms.remediation')} wide>
          {text(terms.remediation)}
        </Fact>
        <Fact label={t('agreement.terms.access')} wide>
          {text(terms.access)}
        </Fact>
        <Fact label={t('agreement.terms.notes')} wide>
          {text(terms.notes)}
        </Fact>
      </Facts>
    </>
  );
}
