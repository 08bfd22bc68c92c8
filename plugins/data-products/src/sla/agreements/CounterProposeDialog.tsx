import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import {
  AgreementCounterProposal,
  AgreementDetail,
  agreementDifference,
  AgreementSide,
  Objective,
} from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../../api';
import { Subtle } from '../../look';
import { useMessages } from '../../translation';
import { FormDialog } from '../../forms/FormDialog';
import { DifferenceTable } from './DifferenceTable';
import { NewerRevision } from './NewerRevision';
import { partyName } from './partyName';
import { newestRevision } from './revisions';
import { SideChoice } from './SideChoice';
import { draftAnswer, TermsDraft } from './termsDraft';
import { TermsFields } from './TermsFields';
import { SubmitActions } from '../../forms/SubmitActions';
import { UnsentNotice } from '../../forms/UnsentNotice';
import { useAgreementChange } from './useAgreementChange';
import { readWrittenTerms } from './writtenTerms';

const useStyles = makeStyles(theme => ({
  heading: { margin: theme.spacing(2, 0, 1), fontSize: '1rem' },
  ways: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  way: { textTransform: 'none' },
}));

/** An answer that somebody is writing. */
export interface AnswerDraft {
  /** The number of the revision that it answers. */
  answers: number;
  terms: TermsDraft;
  /** For whom; of members of both parties only. */
  side?: AgreementSide;
}

/** An answer to the newest revision, to be written on. */
export function draftAnswerTo(
  agreement: AgreementDetail,
  promised: readonly Objective[],
): AnswerDraft {
  const { revision, terms } = newestRevision(agreement);
  return { answers: revision, terms: draftAnswer(terms, promised) };
}

/** Answers the newest revision with other terms, and shows what they change. */
export function CounterProposeDialog(props: {
  open: boolean;
  agreement: AgreementDetail;
  /** What the product promises now. */
  promised: readonly Objective[];
  draft: AnswerDraft;
  onChange: (draft: AnswerDraft) => void;
  onClose: () => void;
  /** Told in words what was done. */
  onDone: (words: string) => void;
}) {
  const { agreement, promised, draft, onChange, onClose } = props;
  const classes = useStyles();
  const t = useMessages();
  const api = useApi(dataProductsApiRef);
  const [asked, setAsked] = useState(false);
  const newest = newestRevision(agreement);
  const isNewest = newest.revision === draft.answers;
  const answered =
    agreement.revisions.find(({ revision }) => revision === draft.answers) ??
    newest;
  const { sides } = agreement.reader.counterPropose;
  const side = draft.side ?? (sides.length === 1 ? sides[0] : undefined);
  const { proposed, problems, terms, objectives } = readWrittenTerms(
    draft.terms,
    { promised, answered: answered.terms.objectives, now: new Date() },
  );
  const answering = useAgreementChange({
    id: agreement.id,
    change: (proposal: AgreementCounterProposal) =>
      api.counterPropose(agreement.id, proposal),
    onDone: ({ revisions }) => {
      props.onDone(
        t('agreement.counter.done', { revision: String(revisions.length) }),
      );
      onClose();
    },
  });
  const goOnFrom = (next: AnswerDraft) => {
    answering.reset();
    onChange(next);
  };
  const difference = terms && agreementDifference(answered.terms, terms);
  const revision = String(newest.revision);
  return (
    <FormDialog
      open={props.open}
      title={t('agreement.counter.title', {
        revision: String(draft.answers),
      })}
      onClose={onClose}
      error={isNewest ? answering.error : undefined}
      notice={
        isNewest ? (
          asked && !proposed && <UnsentNotice />
        ) : (
          <NewerRevision
            agreement={agreement}
            description={t('agreement.newer.answers', {
              shown: String(draft.answers),
            })}
          >
            <div className={classes.ways}>
              <Button
                size="small"
                variant="outlined"
                className={classes.way}
                onClick={() => goOnFrom(draftAnswerTo(agreement, promised))}
              >
                {t('agreement.newer.start', { revision })}
              </Button>
              <Button
                size="small"
                variant="outlined"
                className={classes.way}
                onClick={() => goOnFrom({ ...draft, answers: newest.revision })}
              >
                {t('agreement.newer.keep', { revision })}
              </Button>
            </div>
          </NewerRevision>
        )
      }
      actions={
        <SubmitActions
          action={t('agreement.counter.submit', {
            revision: String(draft.answers + 1),
          })}
          isSending={answering.isSending}
          disabled={!side || !isNewest}
          onCancel={onClose}
          onSubmit={() => {
            setAsked(true);
            if (proposed) {
              answering.send({
                answers: draft.answers,
                terms: proposed,
                ...(sides.length > 1 ? { side } : {}),
              });
            }
          }}
        />
      }
    >
      <SideChoice
        sides={sides}
        nameOf={each => partyName(agreement, each)}
        chosen={side}
        onChange={chosen => onChange({ ...draft, side: chosen })}
      />
      <TermsFields
        key={draft.answers}
        draft={draft.terms}
        onChange={changed => onChange({ ...draft, terms: changed })}
        problems={problems}
        written={objectives}
      />
      <h3 className={classes.heading}>{t('agreement.counter.difference')}</h3>
      {difference ? (
        <DifferenceTable
          label={t('agreement.counter.difference')}
          difference={difference}
          before={answered.terms.objectives}
          after={terms.objectives}
        />
      ) : (
        <Subtle component="p">{t('agreement.counter.unreadable')}</Subtle>
      )}
    </FormDialog>
  );
}
