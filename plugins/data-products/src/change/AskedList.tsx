import { makeStyles } from '@material-ui/core/styles';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import ThumbDownIcon from '@material-ui/icons/ThumbDown';
import { ChangeDetail } from '@handoff/backstage-plugin-data-products-common';
import { CalendarDate, RelativeTime, StateMark, Subtle, Tone } from '../look';
import { useMessages } from '../translation';
import { ActorName } from './ActorName';
import { PartyLinks } from './PartyLinks';

type Answer = 'accept' | 'object' | 'silent';

const LOOKS: Record<Answer, { tone: Tone; icon: typeof CheckCircleIcon }> = {
  accept: { tone: 'good', icon: CheckCircleIcon },
  object: { tone: 'bad', icon: ThumbDownIcon },
  silent: { tone: 'calm', icon: RadioButtonUncheckedIcon },
};

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  party: { padding: theme.spacing(0.5, 0) },
}));

/** Those who have to answer, each with what they said, or until when they may. */
export function AskedList(props: { change: ChangeDetail }) {
  const { asked, acknowledgements, state } = props.change;
  const classes = useStyles();
  const t = useMessages();
  if (asked.length === 0) {
    return <Subtle component="p">{t('change.asked.none')}</Subtle>;
  }
  return (
    <ul className={classes.list} aria-label={t('change.asked.title')}>
      {asked.map(({ party, role, decision, until }) => {
        const answer = decision ?? 'silent';
        const last = acknowledgements
          .filter(each => each.party.ref === party.ref && each.role === role)
          .at(-1);
        return (
          <li key={`${role} ${party.ref}`} className={classes.party}>
            <PartyLinks parties={[party]} />{' '}
            <Subtle>{t(`change.role.${role}`)}</Subtle>{' '}
            <StateMark {...LOOKS[answer]}>
              {t(`change.answer.${answer}`)}
            </StateMark>
            {answer === 'silent' && until && state === 'open' && (
              <Subtle>
                {' '}
                {t('change.answer.until')} <CalendarDate on={until} />
              </Subtle>
            )}
            {decision && last && (
              <Subtle component="div">
                {last.comment &&
                  `${t('change.said', { comment: last.comment })} · `}
                <ActorName actor={last.person} />, <RelativeTime at={last.at} />
              </Subtle>
            )}
          </li>
        );
      })}
    </ul>
  );
}
