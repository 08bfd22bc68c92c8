import { useApi } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import {
  AgreementDetail,
  agreementDifference,
  AgreementSide,
  comparePromises,
  Objective,
} from '@handoff/backstage-plugin-data-products-common';
import { dataProductsApiRef } from '../../api';
import { RelativeTime, Subtle } from '../../look';
import { Notice } from '../../states';
import { useMessages } from '../../translation';
import { FormDialog } from '../../forms/FormDialog';
import { DifferenceTable } from './DifferenceTable';
import { Fingerprint } from '../../forms/Fingerprint';
import { SubmitActions } from '../../forms/SubmitActions';
import { NewerRevision } from './NewerRevision';
import { partyName } from './partyName';
import { newestRevision } from './revisions';
import { SideChoice } from './SideChoice';
import { TermsView } from './TermsView';
import { useAgreementChange } from './useAgreementChange';

const useStyles = makeStyles(theme => ({
  heading: { margin: theme.spacing(2, 0, 1), fontSize: '1rem' },
}));

/** Exactly what is signed, for whom, and how it differs from what was and is. */
export function SignDialog(props: {
  agreement: AgreementDetail;
  /** What the product promises now. */
  promised: readonly Objective[];
  onClose: () => void;
  /** Told in words what was done. */
  onDone: (words: string) => void;
}) {
  const { agreement, promised, onClose } = props;
  const classes = useStyles();
  const t = useMessages();
  const api = useApi(dataProductsApiRef);
  // What a person reads must not become another text before they sign it.
  const [shown, setShown] = useState(() => newestRevision(agreement));
  const [chosen, setChosen] = useState<AgreementSide>();
  const { sides, reason } = agreement.reader.sign;
  const side = chosen ?? (sides.length === 1 ? sides[0] : undefined);
  const newest = newestRevision(agreement);
  const isNewest = newest.revision === shown.revision;
  const { other, party } = wordsFor(agreement, side);
  const signing = useAgreementChange({
    id: agreement.id,
    change: (signed: AgreementSide) =>
      api.signAgreement(agreement.id, {
        revision: shown.revision,
        fingerprint: shown.fingerprint,
        ...(sides.length > 1 ? { side: signed } : {}),
      }),
    onDone: () => {
      props.onDone(
        t('agreement.sign.done', {
          revision: String(shown.revision),
          party,
        }),
      );
      onClose();
    },
  });
  const before = agreement.revisions.find(
    ({ revision }) => revision === shown.revision - 1,
  );
  const revision = String(shown.revision);
  return (
    <FormDialog
      open
      title={t('agreement.sign.title', { party: other })}
      onClose={onClose}
      error={isNewest ? signing.error : undefined}
      notice={
        <>
          {!isNewest && (
            <NewerRevision
              agreement={agreement}
              description={t('agreement.newer.description', {
                shown: revision,
              })}
            >
              <Button
                size="small"
                variant="outlined"
                onClick={() => {
                  signing.reset();
                  setShown(newest);
                }}
              >
                {t('agreement.newer.show', {
                  revision: String(newest.revision),
                })}
              </Button>
            </NewerRevision>
          )}
          {isNewest && reason && !signing.isSending && (
            <Notice icon="locked" tone="calm" role="status" title={reason} />
          )}
        </>
      }
      actions={
        <SubmitActions
          action={t('agreement.sign.submit', { revision, party })}
          isSending={signing.isSending}
          disabled={!side || !isNewest}
          onCancel={onClose}
          onSubmit={() => side && signing.send(side)}
        />
      }
    >
      <Subtle component="div">
        {t('agreement.revision', { revision })} ·{' '}
        {t('agreement.sign.proposed', {
          party: partyName(agreement, shown.side),
        })}{' '}
        <EntityRefLink entityRef={shown.proposedBy} hideIcon />,{' '}
        <RelativeTime at={shown.proposedAt} />
      </Subtle>
      <Subtle component="div">
        <Fingerprint value={shown.fingerprint} />
      </Subtle>
      <SideChoice
        sides={sides}
        nameOf={each => partyName(agreement, each)}
        chosen={side}
        onChange={setChosen}
      />
      <h3 className={classes.heading}>{t('agreement.sign.terms')}</h3>
      <TermsView terms={shown.terms} />
      {before && (
        <>
          <h3 className={classes.heading}>
            {t('agreement.sign.since', { revision: String(before.revision) })}
          </h3>
          <DifferenceTable
            label={t('agreement.sign.since', {
              revision: String(before.revision),
            })}
            difference={agreementDifference(before.terms, shown.terms)}
            before={before.terms.objectives}
            after={shown.terms.objectives}
          />
        </>
      )}
      <h3 className={classes.heading}>{t('agreement.sign.now')}</h3>
      <DifferenceTable
        label={t('agreement.sign.now')}
        difference={{
          // What is promised besides is not signed.
          objectives: comparePromises(shown.terms.objectives, promised).filter(
            ({ verdict }) => verdict !== 'added',
          ),
          fields: [],
        }}
        before={shown.terms.objectives}
        after={promised}
        columns={{
          before: t('agreement.sign.terms'),
          after: t('agreement.changes.promisedNow'),
        }}
      />
    </FormDialog>
  );
}

/** The party that is signed for, and the other; the consumer as long as neither is said. */
function wordsFor(
  agreement: AgreementDetail,
  side: AgreementSide | undefined,
): { party: string; other: string } {
  return {
    party: side ? partyName(agreement, side) : '…',
    other: partyName(agreement, side === 'consumer' ? 'provider' : 'consumer'),
  };
}
