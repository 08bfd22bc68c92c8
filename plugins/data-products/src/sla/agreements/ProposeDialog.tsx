import { stringifyEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  AGREEMENT_SIDES,
  AgreementProposal,
  AgreementSide,
  describeRef,
  Objective,
} from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../../api';
import { useOwnership } from '../../ownership';
import { describeError } from '../../states';
import { useMessages } from '../../translation';
import { FormDialog } from '../../forms/FormDialog';
import { ConsumerField } from './ConsumerField';
import { LabelledField } from '../../forms/LabelledField';
import { partyName } from './partyName';
import { SideChoice } from './SideChoice';
import { TermsDraft } from './termsDraft';
import { TermsFields } from './TermsFields';
import { SubmitActions } from '../../forms/SubmitActions';
import { UnsentNotice } from '../../forms/UnsentNotice';
import { useAgreementChange } from './useAgreementChange';
import { GroupChoice, groupsInRole } from './useGroups';
import { readWrittenTerms } from './writtenTerms';

const useStyles = makeStyles(theme => ({
  parties: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(260px, 100%), 1fr))',
    gap: theme.spacing(2),
    // Room for the label of the first field.
    padding: theme.spacing(1, 0, 2),
  },
}));

/** A proposal that somebody is writing. */
export interface ProposalDraft {
  /** Chosen here, so that what is sent twice is one. */
  id: string;
  consumer?: GroupChoice;
  /** Ref; where the product has several owners. */
  provider?: string;
  /** For whom; of members of both parties only. */
  side?: AgreementSide;
  terms: TermsDraft;
}

/** Proposes an agreement between the owner of the product and a consumer. */
export function ProposeDialog(props: {
  open: boolean;
  title: string;
  /** What the product promises now. */
  promised: readonly Objective[];
  draft: ProposalDraft;
  onChange: (draft: ProposalDraft) => void;
  onClose: () => void;
  /** Told in words what was done. */
  onDone: (words: string) => void;
}) {
  const { promised, draft, onChange, onClose } = props;
  const classes = useStyles();
  const t = useMessages();
  const api = useApi(dataProductsApiRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const ownership = useOwnership(entityRef).data;
  const [asked, setAsked] = useState(false);
  const { proposed, problems, objectives } = readWrittenTerms(draft.terms, {
    promised,
    now: new Date(),
  });
  const isComplete = proposed !== undefined && draft.consumer !== undefined;
  const owners = groupsInRole(ownership, 'owner');
  // Terms may be renewed by who has become the owner since.
  const provider = (
    owners.find(({ ref }) => ref === draft.provider) ?? owners[0]
  )?.ref;
  const ownRefs = useOwnRefs();
  const proposing = useAgreementChange({
    change: (proposal: AgreementProposal) => api.proposeAgreement(proposal),
    onDone: agreement => {
      props.onDone(
        t('agreement.propose.done', {
          party: partyName(agreement, 'consumer'),
        }),
      );
      onClose();
    },
  });
  const parties = { provider, consumer: draft.consumer?.ref };
  const belongsToBoth =
    AGREEMENT_SIDES.every(side => {
      const party = parties[side];
      return party !== undefined && ownRefs.includes(party);
    }) ||
    draft.side !== undefined ||
    asksForSide(proposing.error);
  const sides = belongsToBoth ? AGREEMENT_SIDES : [];
  const nameOf = (side: AgreementSide) =>
    (side === 'consumer'
      ? draft.consumer?.title
      : owners.find(({ ref }) => ref === provider)?.title) ??
    describeRef(parties[side] ?? '');
  return (
    <FormDialog
      open={props.open}
      title={props.title}
      onClose={onClose}
      error={proposing.error}
      notice={asked && !isComplete && <UnsentNotice />}
      actions={
        <SubmitActions
          action={t('agreement.propose.submit')}
          isSending={proposing.isSending}
          disabled={belongsToBoth && draft.side === undefined}
          onCancel={onClose}
          onSubmit={() => {
            setAsked(true);
            if (proposed && draft.consumer) {
              proposing.send({
                id: draft.id,
                entityRef,
                consumer: draft.consumer.ref,
                ...(owners.length > 1 ? { provider } : {}),
                ...(belongsToBoth ? { side: draft.side } : {}),
                terms: proposed,
              });
            }
          }}
        />
      }
    >
      <div className={classes.parties}>
        <ConsumerField
          suggested={groupsInRole(ownership, 'consumer')}
          chosen={draft.consumer}
          onChange={consumer => onChange({ ...draft, consumer })}
          without={provider}
          problem={
            asked && !draft.consumer
              ? t('agreement.problem.consumer')
              : undefined
          }
        />
        {owners.length > 1 && (
          <LabelledField
            select
            label={t('agreement.propose.provider')}
            value={provider}
            onChange={chosen => onChange({ ...draft, provider: chosen })}
          >
            {owners.map(({ ref, title }) => (
              <option key={ref} value={ref}>
                {title}
              </option>
            ))}
          </LabelledField>
        )}
      </div>
      <SideChoice
        sides={sides}
        nameOf={nameOf}
        chosen={draft.side}
        onChange={side => onChange({ ...draft, side })}
      />
      <TermsFields
        draft={draft.terms}
        onChange={terms => onChange({ ...draft, terms })}
        problems={problems}
        written={objectives}
      />
    </FormDialog>
  );
}

/** The reader and the groups that they directly belong to. */
function useOwnRefs(): readonly string[] {
  const identity = useApi(identityApiRef);
  const { data } = useQuery({
    queryKey: ['data-products', 'own-refs'],
    queryFn: async () =>
      (await identity.getBackstageIdentity()).ownershipEntityRefs,
  });
  return data ?? [];
}

/** Whether the server knows of a membership, above the groups, that the browser does not. */
function asksForSide(error: Error | undefined): boolean {
  return (
    error !== undefined &&
    /\bside: is missing\b/.test(describeError(error).reason ?? '')
  );
}
