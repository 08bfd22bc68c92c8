import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import HistoryIcon from '@material-ui/icons/History';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  AgreementDetail,
  AgreementSummary,
} from '@handoff/backstage-plugin-data-products-common';
import { RelativeTime, StateMark, useListWords } from '../../look';
import { useMessages } from '../../translation';
import { partyName } from './partyName';
import { newestRevision } from './revisions';

/** How an agreement stands, in words: "In force, renews in 41 days". */
export function AgreementStateLine(props: {
  agreement: AgreementSummary;
  /** Once it is there. */
  detail?: AgreementDetail;
}) {
  const { agreement, detail } = props;
  switch (agreement.state) {
    case 'active':
      return <InForce agreement={agreement} />;
    case 'proposed':
      return <Proposed agreement={agreement} detail={detail} />;
    default:
      return <Ended agreement={agreement} detail={detail} />;
  }
}

function InForce({ agreement }: { agreement: AgreementSummary }) {
  const t = useMessages();
  const breached = agreement.breachedByChange.length > 0;
  return (
    <>
      <StateMark
        tone={breached ? 'bad' : 'good'}
        icon={breached ? ReportProblemOutlinedIcon : CheckCircleOutlineIcon}
      >
        {t('agreement.state.active')}
      </StateMark>
      {agreement.validUntil && (
        <>
          , {t('agreement.state.renews')}{' '}
          <RelativeTime at={agreement.validUntil} unit="days" />
        </>
      )}
    </>
  );
}

function Proposed(props: {
  agreement: AgreementSummary;
  detail?: AgreementDetail;
}) {
  const { agreement, detail } = props;
  const t = useMessages();
  const list = useListWords();
  const parties = agreement.awaits.map(side => partyName(agreement, side));
  return (
    <>
      <StateMark tone="caution" icon={HourglassEmptyIcon}>
        {detail
          ? t('agreement.state.proposedBy', {
              party: partyName(agreement, newestRevision(detail).side),
            })
          : t('agreement.state.proposed')}
      </StateMark>
      {parties.length > 0 &&
        `, ${t('agreement.state.waitsFor', { parties: list(parties) })}`}
    </>
  );
}

function Ended(props: {
  agreement: AgreementSummary;
  detail?: AgreementDetail;
}) {
  const { state, activeSince, endedAt } = props.agreement;
  const termination =
    state === 'terminated' ? props.detail?.termination : undefined;
  const t = useMessages();
  const words = {
    terminated: activeSince ? 'terminated' : 'withdrawn',
    expired: activeSince ? 'expired' : 'lapsed',
    superseded: 'superseded',
  } as const;
  return (
    <>
      <StateMark tone="calm" icon={HistoryIcon}>
        {t(`agreement.state.${words[state as keyof typeof words]}`)}
      </StateMark>
      {endedAt && (
        <>
          {' '}
          <RelativeTime at={endedAt} />
        </>
      )}
      {termination && (
        <>
          {' '}
          {t('agreement.state.by')}{' '}
          <EntityRefLink entityRef={termination.by} hideIcon />,{' '}
          {t('agreement.state.because', { reason: termination.reason })}
        </>
      )}
    </>
  );
}
