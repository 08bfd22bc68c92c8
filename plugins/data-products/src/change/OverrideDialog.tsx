import { useApi } from '@backstage/core-plugin-api';
import { useState } from 'react';
import { ChangeDetail } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../api';
import { Subtle } from '../look';
import { useMessages } from '../translation';
import { ReasonDialog } from './ReasonDialog';
import { ReasonList } from './ReasonList';

/** Lets a change pass for a while in spite of what blocks it, which is shown. */
export function OverrideDialog(props: {
  change: ChangeDetail;
  onClose: () => void;
  /** Told in words what was done. */
  onDone: (words: string) => void;
}) {
  const { change } = props;
  const t = useMessages();
  const api = useApi(dataProductsApiRef);
  // Only what the person was shown is overridden, whatever comes meanwhile.
  const [blocking] = useState(() =>
    change.gate.reasons.filter(
      ({ mode, overridden }) => mode === 'enforce' && !overridden,
    ),
  );
  return (
    <ReasonDialog
      id={change.id}
      title={t('change.override.title', { title: change.title })}
      submit={t('change.override.submit')}
      label={t('change.override.reason')}
      missing={t('change.override.missing')}
      send={reason =>
        api.overrideChange(change.id, {
          rules: [...new Set(blocking.map(({ rule }) => rule))],
          reason,
        })
      }
      onClose={props.onClose}
      onDone={() => props.onDone(t('change.override.done'))}
    >
      <Subtle component="p">{t('change.override.description')}</Subtle>
      <ReasonList reasons={blocking} />
    </ReasonDialog>
  );
}
