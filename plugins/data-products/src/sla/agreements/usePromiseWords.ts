import {
  describeDuration,
  Objective,
  parseDuration,
} from '@handoff/backstage-plugin-data-products-common';
import { unbroken } from '../../look';
import { useMessages } from '../../translation';

/** Puts a promise in words, with how often it is observed. */
export function usePromiseWords(): (
  objective: Pick<Objective, 'promise' | 'cadence'>,
) => string {
  const t = useMessages();
  return ({ promise, cadence }) => {
    if (cadence === undefined) {
      return unbroken(promise);
    }
    const seconds = parseDuration(cadence);
    const time = seconds === undefined ? cadence : describeDuration(seconds);
    return unbroken(t('agreement.terms.observedEvery', { promise, time }));
  };
}
