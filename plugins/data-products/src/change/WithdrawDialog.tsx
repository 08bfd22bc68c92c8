import { useApi } from '@backstage/core-plugin-api';
import { ChangeDetail } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../api';
import { Subtle } from '../look';
import { useMessages } from '../translation';
import { ReasonDialog } from './ReasonDialog';

/** Takes a proposed change back, for a reason. */
export function WithdrawDialog(props: {
  change: ChangeDetail;
  onClose: () => void;
  /** Told in words what was done. */
  onDone: (words: string) => void;
}) {
  const { change } = props;
  const t = useMessages();
  const api = useApi(dataProductsApiRef);
  return (
    <ReasonDialog
      id={change.id}
      title={t('change.withdraw.title', { title: change.title })}
      submit={t('change.withdraw.action')}
      label={t('change.withdraw.reason')}
      missing={t('change.withdraw.missing')}
      send={reason => api.withdrawChange(change.id, { reason })}
      onClose={props.onClose}
      onDone={() => props.onDone(t('change.withdraw.done'))}
    >
      <Subtle component="p">{t('change.withdraw.description')}</Subtle>
    </ReasonDialog>
  );
}
