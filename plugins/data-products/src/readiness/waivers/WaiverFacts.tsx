import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { WaiverDetail } from '@handoff/backstage-plugin-data-products-common';
import { CalendarDate, Subtle, unbroken } from '../../look';
import { useMessages } from '../../translation';

/** Why, until when, who asked for it, and who decided or has to. */
export function WaiverFacts(props: { waiver: WaiverDetail }) {
  const { waiver } = props;
  const t = useMessages();
  const { decision } = waiver;
  return (
    <div>
      <div>{unbroken(waiver.reason)}</div>
      <Subtle component="div">
        {t('waiver.until')} <CalendarDate on={waiver.until} />
        {' · '}
        {t('waiver.requestedBy')} <Party entityRef={waiver.requestedBy} />
        {decision && (
          <>
            {' · '}
            {t('waiver.decidedBy')} <Party entityRef={decision.by} />{' '}
            {t('waiver.on')} <CalendarDate on={decision.at} />
          </>
        )}
        {waiver.state === 'requested' && (
          <>
            {' · '}
            {waiver.approvers.length > 0
              ? t('waiver.waitsFor')
              : t('waiver.waitsForNobody')}
            {waiver.approvers.map(({ ref, title }, index) => (
              <span key={ref}>
                {index > 0 && ','} <Party entityRef={ref} title={title} />
              </span>
            ))}
          </>
        )}
      </Subtle>
      {decision?.comment && (
        <Subtle component="div">
          {t('waiver.said', { comment: decision.comment })}
        </Subtle>
      )}
    </div>
  );
}

function Party(props: { entityRef: string; title?: string }) {
  return (
    <EntityRefLink entityRef={props.entityRef} hideIcon underline="always">
      {props.title}
    </EntityRefLink>
  );
}
