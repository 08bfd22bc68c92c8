import { makeStyles } from '@material-ui/core/styles';
import { useId, useState } from 'react';
import {
  AgreementDetail,
  Objective,
} from '@handoff/backstage-plugin-data-products-common';
import { Subtle } from '../../look';
import { useMessages } from '../../translation';
import { ChangesDialog } from './ChangesDialog';
import {
  AnswerDraft,
  CounterProposeDialog,
  draftAnswerTo,
} from './CounterProposeDialog';
import { ExportButton } from './ExportButton';
import { ProposeButton } from './ProposeButton';
import { ReasonedButton } from '../../forms/ReasonedButton';
import { SignDialog } from './SignDialog';
import { TerminateDialog } from './TerminateDialog';

const useStyles = makeStyles(theme => ({
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
}));

type DialogName = 'sign' | 'counter' | 'changes' | 'terminate';

/** What can be done with an agreement, and why not where it cannot. */
export function AgreementActions(props: {
  agreement: AgreementDetail;
  /** What the product promises now. */
  promised: readonly Objective[];
}) {
  const { agreement, promised } = props;
  const { sign, counterPropose, terminate } = agreement.reader;
  const classes = useStyles();
  const t = useMessages();
  const [open, setOpen] = useState<DialogName>();
  // What was written stays when the dialog is closed in between.
  const [answer, setAnswer] = useState<AnswerDraft>();
  const [done, setDone] = useState('');
  const reasonId = useId();
  const reasons = agreement.endedAt
    ? []
    : [
        ...new Set(
          [sign, counterPropose, terminate].flatMap(
            ({ reason }) => reason ?? [],
          ),
        ),
      ];
  const refusedBy = ({ reason }: typeof sign) =>
    reason === undefined ? undefined : `${reasonId}-${reasons.indexOf(reason)}`;
  const close = () => setOpen(undefined);
  return (
    <>
      <div className={classes.buttons}>
        {!agreement.endedAt && (
          <>
            <ReasonedButton
              variant="contained"
              color="primary"
              refusedBy={refusedBy(sign)}
              onClick={() => setOpen('sign')}
            >
              {t('agreement.sign.action')}
            </ReasonedButton>
            {agreement.state === 'active' ? (
              <ProposeButton promised={promised} renewed={agreement} />
            ) : (
              <ReasonedButton
                refusedBy={refusedBy(counterPropose)}
                onClick={() => {
                  setAnswer(answer ?? draftAnswerTo(agreement, promised));
                  setOpen('counter');
                }}
              >
                {t('agreement.counter.action')}
              </ReasonedButton>
            )}
          </>
        )}
        <ReasonedButton onClick={() => setOpen('changes')}>
          {t('agreement.changes.action')}
        </ReasonedButton>
        <ExportButton agreement={agreement} />
        {!agreement.endedAt && (
          <ReasonedButton
            refusedBy={refusedBy(terminate)}
            onClick={() => setOpen('terminate')}
          >
            {t(
              agreement.state === 'proposed'
                ? 'agreement.terminate.withdraw'
                : 'agreement.terminate.action',
            )}
          </ReasonedButton>
        )}
      </div>
      {reasons.map((reason, index) => (
        <div key={reason} id={`${reasonId}-${index}`}>
          <Subtle>{reason}</Subtle>
        </div>
      ))}
      <span role="status">{done && <Subtle>{done}</Subtle>}</span>
      {open === 'sign' && (
        <SignDialog
          agreement={agreement}
          promised={promised}
          onClose={close}
          onDone={setDone}
        />
      )}
      {answer && (
        <CounterProposeDialog
          open={open === 'counter'}
          agreement={agreement}
          promised={promised}
          draft={answer}
          onChange={setAnswer}
          onClose={close}
          onDone={words => {
            setDone(words);
            setAnswer(undefined);
          }}
        />
      )}
      {open === 'changes' && (
        <ChangesDialog
          agreement={agreement}
          promised={promised}
          onClose={close}
        />
      )}
      {open === 'terminate' && (
        <TerminateDialog
          agreement={agreement}
          onClose={close}
          onDone={setDone}
        />
      )}
    </>
  );
}
