import {
  describeObservedValue,
  Objective,
  ObjectiveStatus,
} from '@handoff/backstage-plugin-data-products-common';
import { RelativeTime, Subtle, unbroken } from '../look';
import { useMessages } from '../translation';

/** What is measured now against what is promised, and since when it is too little. */
export function PromiseNow(props: {
  objective: Objective;
  status: ObjectiveStatus;
}) {
  const { objective, status } = props;
  const t = useMessages();
  const since = sinceOf(status);
  return (
    <>
      {useValueInWords(objective, status)}
      {since && (
        <Subtle component="div">
          {t('sla.card.since')} <RelativeTime at={since} />
        </Subtle>
      )}
    </>
  );
}

/** "9 h 20 min of 6 h"; what is not known is said to be so. */
function useValueInWords(
  objective: Objective,
  { value, unknownCause }: ObjectiveStatus,
): string {
  const t = useMessages();
  if (unknownCause) {
    return t(`sla.unknown.${unknownCause}`);
  }
  if (value === undefined) {
    return '';
  }
  const now = describeObservedValue(objective, value);
  // Of a time of day, and of two bounds, there is nothing that it is a part of.
  return unbroken(
    typeof objective.target === 'number'
      ? t('sla.card.of', {
          value: now,
          target: describeObservedValue(objective, objective.target),
        })
      : now,
  );
}

/** Since when it is not as promised. */
function sinceOf(status: ObjectiveStatus): string | undefined {
  switch (status.state) {
    case 'broken':
      return status.since;
    case 'unknown':
      return status.silentSince;
    default:
      return undefined;
  }
}
