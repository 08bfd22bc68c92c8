import Tooltip from '@material-ui/core/Tooltip';
import { DateTime } from 'luxon';
import { unbroken } from './unbroken';
import { useLanguage } from './useLanguage';

/** When something was or will be: how long from now, the date on hover and focus. */
export function RelativeTime(props: {
  /** ISO 8601. */
  at: string;
  /** Instead of the unit that suits the distance. */
  unit?: 'days';
}) {
  const language = useLanguage();
  const time = DateTime.fromISO(props.at, { locale: language });
  if (!time.isValid) {
    return <>{props.at}</>;
  }
  const absolute = time.toLocaleString(DateTime.DATETIME_FULL);
  return (
    <Tooltip title={absolute}>
      {/* Focusable, so that the date is there for keyboards as well. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <time dateTime={props.at} tabIndex={0}>
        {unbroken(time.toRelative({ unit: props.unit }) ?? absolute)}
      </time>
    </Tooltip>
  );
}
