import AccessTimeIcon from '@material-ui/icons/AccessTime';
import ErrorOutlineIcon from '@material-ui/icons/ErrorOutline';
import { RelativeTime, StateMark, Subtle } from '../look';
import { useMessages } from '../translation';

/** From when on it is time to do it. */
const SOON_MS = 7 * 24 * 60 * 60 * 1000;

/** Until when something is to be done, the louder the less time there is. */
export function DueMark(props: {
  /** ISO 8601. */
  due: string;
}) {
  const { due } = props;
  const t = useMessages();
  const left = Date.parse(due) - Date.now();
  if (left > SOON_MS) {
    return (
      <Subtle>
        {t('waiting.due')} <RelativeTime at={due} />
      </Subtle>
    );
  }
  return left > 0 ? (
    <StateMark tone="caution" icon={AccessTimeIcon}>
      <span>
        {t('waiting.due')} <RelativeTime at={due} />
      </span>
    </StateMark>
  ) : (
    <StateMark tone="bad" icon={ErrorOutlineIcon}>
      <span>
        {t('waiting.overdue')} <RelativeTime at={due} />
      </span>
    </StateMark>
  );
}
