import { useApi } from '@backstage/core-plugin-api';
import { useState } from 'react';
import {
  ChangeDetail,
  NOTIFICATION_INTERVAL_HOURS,
} from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../api';
import { ReasonedButton } from '../forms/ReasonedButton';
import { nameOfParty } from '../handoff/sides';
import { RelativeTime, Subtle } from '../look';
import { Notice, useErrorWords } from '../states';
import { useMessages } from '../translation';
import { ActionRow } from './ActionRow';
import { useSentChange } from './useSentChange';

/** Tells a party of an open change, and when they were told last. */
export function NotifyButton(props: {
  change: ChangeDetail;
  party: { ref: string; title?: string };
  /** Id of why the reader may not, where they may not. */
  refusedBy?: string;
}) {
  const { change, party, refusedBy } = props;
  const t = useMessages();
  const errorWords = useErrorWords();
  const api = useApi(dataProductsApiRef);
  const [done, setDone] = useState('');
  const team = nameOfParty(party);
  const toldAt = toldAtOf(change, party.ref);
  const sending = useSentChange({
    id: change.id,
    change: () => api.notifyOfChange(change.id, { team: party.ref }),
    onDone: detail =>
      setDone(
        toldAtOf(detail, party.ref) === toldAt
          ? t('change.notify.already', {
              team,
              hours: String(NOTIFICATION_INTERVAL_HOURS),
            })
          : t('change.notify.done', { team }),
      ),
  });
  return (
    <div>
      <ActionRow
        done={done}
        buttons={
          change.state === 'open' && (
            <ReasonedButton
              label={t('change.notify.label', { team, title: change.title })}
              refusedBy={refusedBy}
              onClick={() => {
                setDone('');
                sending.send(undefined);
              }}
            >
              {sending.isSending
                ? t('form.sending')
                : t('change.notify.action')}
            </ReasonedButton>
          )
        }
      >
        {toldAt && (
          <Subtle>
            {t('change.notify.told')} <RelativeTime at={toldAt} />
          </Subtle>
        )}
      </ActionRow>
      {sending.error && (
        <Notice
          icon="error"
          tone="bad"
          role="alert"
          title={t('change.notify.failed', { team })}
          description={errorWords(sending.error)}
        />
      )}
    </div>
  );
}

/** When a party was told of a change last, ISO 8601. */
function toldAtOf(
  { notifications }: ChangeDetail,
  ref: string,
): string | undefined {
  return notifications.find(({ party }) => party.ref === ref)?.at;
}
