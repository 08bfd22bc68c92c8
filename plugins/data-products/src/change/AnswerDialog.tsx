import { useApi } from '@backstage/core-plugin-api';
import { useState } from 'react';
import { ChangeDetail } from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../api';
import { LabelledField } from '../forms/LabelledField';
import { nameOfParty } from '../handoff/sides';
import { Subtle } from '../look';
import { useMessages } from '../translation';
import { ReasonDialog } from './ReasonDialog';

/** Accepts a change, or objects to it, for a team of the reader's. */
export function AnswerDialog(props: {
  change: ChangeDetail;
  decision: 'accept' | 'object';
  /** The team; the reader chooses among theirs when absent. */
  party?: { ref: string; title?: string };
  onClose: () => void;
  /** Told in words what was done. */
  onDone: (words: string) => void;
}) {
  const { change, decision } = props;
  const t = useMessages();
  const api = useApi(dataProductsApiRef);
  const parties = props.party
    ? [props.party]
    : change.reader.acknowledge.parties ?? [];
  const [chosen, setChosen] = useState(parties.at(0)?.ref);
  const party = parties.find(({ ref }) => ref === chosen);
  const name = party ? nameOfParty(party) : '';
  return (
    <ReasonDialog
      id={change.id}
      title={t(`change.${decision}.title`, { title: change.title })}
      submit={t(`change.${decision}.submit`, { party: name })}
      label={t(`change.${decision}.comment`)}
      missing={decision === 'object' ? t('change.object.missing') : undefined}
      isComplete={party !== undefined}
      send={comment =>
        api.acknowledgeChange(change.id, {
          decision,
          comment: comment || undefined,
          party: party?.ref,
        })
      }
      onClose={props.onClose}
      onDone={() => props.onDone(t(`change.${decision}.done`, { party: name }))}
    >
      <Subtle component="p">{t(`change.${decision}.description`)}</Subtle>
      {parties.length > 1 && (
        <LabelledField
          label={t('change.answerFor')}
          value={chosen}
          onChange={setChosen}
          select
        >
          {parties.map(each => (
            <option key={each.ref} value={each.ref}>
              {nameOfParty(each)}
            </option>
          ))}
        </LabelledField>
      )}
    </ReasonDialog>
  );
}
