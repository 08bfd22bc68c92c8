import { makeStyles } from '@material-ui/core/styles';
import {
  OutcomeDetail,
  WaiverDetail,
} from '@handoff/backstage-plugin-data-products-common';
import { useMessages } from '../../translation';
import { RequestWaiver } from './RequestWaiver';
import { useWaivers } from './useWaivers';
import { WaiverAction } from './WaiverAction';
import { WaiverFacts } from './WaiverFacts';

const useStyles = makeStyles(theme => ({
  waiver: {
    marginTop: theme.spacing(0.75),
    paddingLeft: theme.spacing(1),
    borderLeft: `2px solid ${theme.palette.divider}`,
    fontSize: '0.8125rem',
    overflowWrap: 'anywhere',
  },
  title: { fontWeight: 600 },
  actions: { display: 'flex', gap: theme.spacing(1) },
}));

/** The waivers of one check of an entity, and what can be done about them. */
export function CheckWaivers(props: {
  entityRef: string;
  outcome: OutcomeDetail;
}) {
  const { entityRef, outcome } = props;
  const { data } = useWaivers(entityRef);
  if (!data) {
    return null;
  }
  const ofCheck = ({ check }: WaiverDetail) => check.id === outcome.checkId;
  const requested = data.requested.filter(ofCheck);
  const failing = outcome.status === 'fail' || outcome.status === 'unknown';
  return (
    <>
      {[...data.approved.filter(ofCheck), ...requested].map(waiver => (
        <CheckWaiver key={waiver.id} waiver={waiver} />
      ))}
      {failing && requested.length === 0 && (
        <RequestWaiver
          entityRef={entityRef}
          check={{ id: outcome.checkId, title: outcome.title }}
          maxDays={data.maxDays}
        />
      )}
    </>
  );
}

function CheckWaiver(props: { waiver: WaiverDetail }) {
  const { waiver } = props;
  const { reader, state } = waiver;
  const classes = useStyles();
  const t = useMessages();
  return (
    <div className={classes.waiver}>
      <div className={classes.title}>
        {t(state === 'approved' ? 'waiver.inForce' : 'waiver.isRequested')}
      </div>
      <WaiverFacts waiver={waiver} />
      {(reader.withdraw.allowed || reader.revoke.allowed) && (
        <div className={classes.actions}>
          {reader.withdraw.allowed && (
            <WaiverAction waiver={waiver} step="withdraw" />
          )}
          {reader.revoke.allowed && (
            <WaiverAction waiver={waiver} step="revoke" />
          )}
        </div>
      )}
    </div>
  );
}
