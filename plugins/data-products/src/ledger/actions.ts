import { LedgerRecord } from '@handoff/backstage-plugin-data-products-common';
import { spaced } from '../look';
import { Messages } from '../translation';

/** What is recorded, as far as there are words for it, by what it is about. */
export const KNOWN_ACTIONS = [
  'handoff.requested',
  'handoff.item.signed',
  'handoff.withdrawn',
  'handoff.completed',
  'agreement.proposed',
  'agreement.counter-proposed',
  'agreement.signed',
  'agreement.terminated',
  'waiver.requested',
  'waiver.approved',
  'waiver.rejected',
  'waiver.withdrawn',
  'waiver.revoked',
  'change.proposed',
  'change.accepted',
  'change.objected',
  'change.notified',
  'change.judged',
  'change.overridden',
  'change.promoted',
  'change.withdrawn',
  'change.around-gate',
  'release.rolled-back',
  'checks.changed',
  'checklists.changed',
] as const;

/** What was done, for the list of choices. */
export function actionInWords(action: string, t: Messages): string {
  const known = KNOWN_ACTIONS.find(each => each === action);
  return known
    ? t(`ledger.action.${known}`)
    : spaced(action.replaceAll('.', ' '));
}

/** What an entry says that was done: signing is approving or rejecting. */
export function deedInWords(
  { action, payload }: Pick<LedgerRecord, 'action' | 'payload'>,
  t: Messages,
): string {
  return action === 'handoff.item.signed' && payload?.decision === 'reject'
    ? t('ledger.rejectedItem')
    : actionInWords(action, t);
}
