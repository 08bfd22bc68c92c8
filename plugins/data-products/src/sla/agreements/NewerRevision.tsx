import { ReactNode } from 'react';
import { AgreementDetail } from '@handoff/backstage-plugin-data-products-common';
import { Notice } from '../../states';
import { useMessages } from '../../translation';
import { partyName } from './partyName';
import { newestRevision } from './revisions';

/** That what the reader has before them is not the newest any more. */
export function NewerRevision(props: {
  agreement: AgreementDetail;
  description: string;
  /** The ways on. */
  children: ReactNode;
}) {
  const { agreement } = props;
  const t = useMessages();
  const newest = newestRevision(agreement);
  return (
    <Notice
      icon="info"
      tone="caution"
      role="alert"
      title={t('agreement.newer.title', {
        revision: String(newest.revision),
        party: partyName(agreement, newest.side),
      })}
      description={props.description}
      action={props.children}
    />
  );
}
