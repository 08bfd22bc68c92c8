import { useState } from 'react';
import { ChangeDetail } from '@handoff/backstage-plugin-data-products-common';
import { ReasonedButton } from '../forms/ReasonedButton';
import { nameOfParty } from '../handoff/sides';
import { useMessages } from '../translation';
import { ActionRow } from './ActionRow';
import { AnswerDialog } from './AnswerDialog';

const DECISIONS = ['accept', 'object'] as const;

/** Answers a change for one team, as long as its answer is open and the reader may give it. */
export function AnswerButtons(props: {
  change: ChangeDetail;
  party: { ref: string; title?: string };
}) {
  const { change, party } = props;
  const t = useMessages();
  const [answering, setAnswering] = useState<(typeof DECISIONS)[number]>();
  const [done, setDone] = useState('');
  const { may, parties = [] } = change.reader.acknowledge;
  const isOpen =
    may &&
    parties.some(({ ref }) => ref === party.ref) &&
    change.asked.some(each => each.party.ref === party.ref && !each.decision);
  return (
    <>
      <ActionRow
        done={done}
        buttons={
          isOpen &&
          DECISIONS.map(decision => (
            <ReasonedButton
              key={decision}
              label={t(`change.${decision}.labelFor`, {
                title: change.title,
                party: nameOfParty(party),
              })}
              onClick={() => setAnswering(decision)}
            >
              {t(`change.${decision}.action`)}
            </ReasonedButton>
          ))
        }
      />
      {answering && (
        <AnswerDialog
          change={change}
          decision={answering}
          party={party}
          onClose={() => setAnswering(undefined)}
          onDone={setDone}
        />
      )}
    </>
  );
}
