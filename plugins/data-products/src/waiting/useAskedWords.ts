import {
  describeRef,
  WaitingItem,
} from '@handoff/backstage-plugin-data-products-common';
import { useMessages } from '../translation';

/** What is asked for, in one sentence: "Sign “Access review” for release 2.4.0". */
export function useAskedWords(): (item: WaitingItem) => string {
  const t = useMessages();
  return item => {
    switch (item.kind) {
      case 'sign-off': {
        const words = { item: item.item.title, release: item.release };
        return item.item.again
          ? t('waiting.asked.signAgain', words)
          : t('waiting.asked.sign', words);
      }
      case 'completion':
        return t('waiting.asked.complete', { release: item.release });
      case 'agreement':
        return t('waiting.asked.agree', { party: nameOf(item.counterparty) });
      case 'breach':
        return t('waiting.asked.mend', { party: nameOf(item.counterparty) });
      case 'change':
        return t(`waiting.asked.change.${item.asks}`, {
          change: item.change.title,
        });
      default:
        return t('waiting.asked.decide', {
          check: item.check.title ?? item.check.id,
        });
    }
  };
}

function nameOf(party: { ref: string; title?: string }): string {
  return party.title ?? describeRef(party.ref);
}
