import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import {
  HandoffDetail,
  HandoffItem,
  HandoffSigning,
} from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../api';
import { Subtle } from '../look';
import { FormDialog } from '../forms/FormDialog';
import { Fingerprint } from '../forms/Fingerprint';
import { LabelledField } from '../forms/LabelledField';
import { SubmitActions } from '../forms/SubmitActions';
import { UnsentNotice } from '../forms/UnsentNotice';
import { Notice } from '../states';
import { useMessages } from '../translation';
import { ChangesTable } from './ChangesTable';
import { EvidenceDraft, EvidenceFields, isLinkFine } from './EvidenceFields';
import { sideOf } from './sides';
import { SignedContent } from './SignedContent';
import { useHandoffChange } from './useHandoffChange';

/** What the server keeps of a comment. */
const LONGEST_COMMENT = 4_000;

const useStyles = makeStyles(theme => ({
  heading: { margin: theme.spacing(2, 0, 1), fontSize: '1rem' },
  field: { marginTop: theme.spacing(2) },
}));

/** Exactly what is signed or rejected, how it differs from what was signed off before, and the decision. */
export function SignItemDialog(props: {
  handoff: HandoffDetail;
  item: HandoffItem;
  decision: HandoffSigning['decision'];
  onClose: () => void;
  /** Told in words what was done. */
  onDone: (words: string) => void;
}) {
  const { handoff, item, decision, onClose } = props;
  const classes = useStyles();
  const t = useMessages();
  const api = useApi(dataProductsApiRef);
  // What a person reads must not become something else before they sign it.
  const [shown, setShown] = useState(handoff);
  const [comment, setComment] = useState('');
  const [evidence, setEvidence] = useState<EvidenceDraft>({
    link: '',
    note: '',
  });
  const [asked, setAsked] = useState(false);
  const words = decision === 'approve' ? 'sign' : 'reject';
  const fingerprint = shown.content?.fingerprint;
  const isCurrent = fingerprint === handoff.content?.fingerprint;
  const isMissing = decision === 'reject' && comment.trim() === '';
  const isWrong = isMissing || !isLinkFine(evidence.link);
  const signing = useHandoffChange({
    id: handoff.id,
    change: (input: HandoffSigning) =>
      api.signHandoffItem(handoff.id, item.id, input),
    onDone: () => {
      props.onDone(t(`handoff.${words}.done`, { item: item.title }));
      onClose();
    },
  });
  const submit = () => {
    setAsked(true);
    if (!isWrong && fingerprint) {
      signing.send({
        decision,
        fingerprint,
        comment: comment.trim() || undefined,
        evidence: evidenceOf(evidence),
      });
    }
  };
  return (
    <FormDialog
      open
      title={t(`handoff.${words}.title`, { item: item.title })}
      onClose={onClose}
      error={isCurrent ? signing.error : undefined}
      notice={
        <>
          {!isCurrent && (
            <Notice
              icon="info"
              tone="caution"
              role="alert"
              title={t('handoff.stale.title')}
              description={t('handoff.stale.description')}
              action={
                <Button
                  size="small"
                  variant="outlined"
                  onClick={() => {
                    signing.reset();
                    setShown(handoff);
                  }}
                >
                  {t('handoff.stale.action')}
                </Button>
              }
            />
          )}
          {asked && isWrong && <UnsentNotice />}
        </>
      }
      actions={
        <SubmitActions
          action={t(`handoff.${words}.submit`, { side: sideOf(shown, item) })}
          isSending={signing.isSending}
          disabled={!fingerprint || !isCurrent || evidence.isReading}
          onCancel={onClose}
          onSubmit={submit}
        />
      }
    >
      <Subtle component="div">
        {t('handoff.title', { release: shown.release })}
      </Subtle>
      {fingerprint && (
        <Subtle component="div">
          <Fingerprint value={fingerprint} />
        </Subtle>
      )}
      <h3 className={classes.heading}>{t('handoff.lookAt')}</h3>
      <Typography variant="body2">{item.guidance}</Typography>
      <WhatChanged handoff={shown} headingClass={classes.heading} />
      {shown.content && (
        <>
          <h3 className={classes.heading}>{t('handoff.signed.title')}</h3>
          <SignedContent content={shown.content} item={item} />
        </>
      )}
      <div className={classes.field}>
        <LabelledField
          label={t(`handoff.${words}.comment`)}
          value={comment}
          onChange={setComment}
          required={decision === 'reject'}
          multiline
          inputProps={{ maxLength: LONGEST_COMMENT }}
          problem={asked && isMissing ? t('handoff.reject.missing') : undefined}
        />
      </div>
      <EvidenceFields
        evidence={evidence}
        onChange={setEvidence}
        asked={asked}
      />
    </FormDialog>
  );
}

/** The difference to the release that was signed off before, and to what was requested. */
function WhatChanged(props: { handoff: HandoffDetail; headingClass: string }) {
  const { handoff, headingClass } = props;
  const { previous } = handoff;
  const t = useMessages();
  const sincePrevious =
    previous &&
    t('handoff.changes.sinceRelease', { release: previous.release });
  return (
    <>
      {previous && sincePrevious ? (
        <>
          <h3 className={headingClass}>{sincePrevious}</h3>
          <ChangesTable label={sincePrevious} changes={previous.changes} />
        </>
      ) : (
        <Subtle component="p">{t('handoff.changes.first')}</Subtle>
      )}
      {handoff.changes.length > 0 && (
        <>
          <h3 className={headingClass}>{sinceWords(handoff, t)}</h3>
          <ChangesTable
            label={sinceWords(handoff, t)}
            changes={handoff.changes}
          />
        </>
      )}
    </>
  );
}

function sinceWords(
  handoff: HandoffDetail,
  t: ReturnType<typeof useMessages>,
): string {
  return t(
    handoff.completion
      ? 'handoff.changes.sinceCompleted'
      : 'handoff.changes.sinceOpened',
  );
}

function evidenceOf(draft: EvidenceDraft): HandoffSigning['evidence'] {
  const link = draft.link.trim() || undefined;
  const note = draft.note.trim() || undefined;
  return link || note || draft.fileHash
    ? { link, note, fileHash: draft.fileHash }
    : undefined;
}
