import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { usePermission } from '@backstage/plugin-permission-react';
import { useId, useState } from 'react';
import {
  AgreementDetail,
  agreementProposePermission,
  DataProductEntity,
  Objective,
} from '@handoff/backstage-plugin-data-products-common';
import { Subtle } from '../../look';
import { useMessages } from '../../translation';
import { ProposalDraft, ProposeDialog } from './ProposeDialog';
import { randomUuid } from '../../forms/randomUuid';
import { ReasonedButton } from '../../forms/ReasonedButton';
import { partyName } from './partyName';
import { standingRevision } from './revisions';
import { draftRenewal, draftTerms } from './termsDraft';

/** Begins a proposal, or goes on with the one that was begun. */
export function ProposeButton(props: {
  /** What the product promises now. */
  promised: readonly Objective[];
  /** The agreement in force whose terms are to be replaced, where there is one. */
  renewed?: AgreementDetail;
}) {
  const { promised, renewed } = props;
  const t = useMessages();
  const { entity } = useEntity<DataProductEntity>();
  const { allowed, loading } = usePermission({
    permission: agreementProposePermission,
    resourceRef: stringifyEntityRef(entity),
  });
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState<ProposalDraft>();
  const [done, setDone] = useState('');
  const reasonId = useId();

  let reason: string | undefined;
  if (promised.length === 0 && !renewed) {
    reason = t('agreement.propose.nothingPromised');
  } else if (!allowed && !loading) {
    reason = t('agreement.propose.notAllowed', {
      permission: agreementProposePermission.name,
    });
  }
  return (
    <div>
      <ReasonedButton
        refusedBy={reason && reasonId}
        onClick={() => {
          setDone('');
          setDraft(
            draft ??
              (renewed
                ? draftRenewalOf(renewed, promised)
                : {
                    id: randomUuid(),
                    terms: draftTerms({
                      promised,
                      responseTimes: entity.spec.responseTimes,
                      now: new Date(),
                    }),
                  }),
          );
          setOpen(true);
        }}
      >
        {t(renewed ? 'agreement.renew.action' : 'agreement.propose.action')}
      </ReasonedButton>
      {reason && (
        <div id={reasonId}>
          <Subtle>{reason}</Subtle>
        </div>
      )}
      <span role="status">{done && <Subtle> {done}</Subtle>}</span>
      {draft && (
        <ProposeDialog
          open={open}
          title={
            renewed
              ? t('agreement.renew.title', {
                  consumer: partyName(renewed, 'consumer'),
                })
              : t('agreement.propose.title')
          }
          promised={promised}
          draft={draft}
          onChange={setDraft}
          onClose={() => setOpen(false)}
          onDone={words => {
            setDone(words);
            setDraft(undefined);
          }}
        />
      )}
    </div>
  );
}

/** The terms in force between the same parties, to be written on. */
function draftRenewalOf(
  agreement: AgreementDetail,
  promised: readonly Objective[],
): ProposalDraft {
  const { consumer, provider, activeSince } = agreement;
  const now = new Date();
  return {
    id: randomUuid(),
    consumer: { ref: consumer.ref, title: partyName(agreement, 'consumer') },
    provider: provider.ref,
    terms: draftRenewal(standingRevision(agreement).terms, {
      promised,
      activeSince: activeSince ?? now.toISOString(),
      now,
    }),
  };
}
