import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { HandoffItem } from '@handoff/backstage-plugin-data-products-common';
import { CalendarDate, OpenableLink, RelativeTime, Subtle } from '../look';
import { useMessages } from '../translation';
import { ChangesTable } from './ChangesTable';

/** Who decided what and when, with what they said, and why it does not count where it does not. */
export function SignatureLine(props: {
  signature: HandoffItem['signatures'][number];
}) {
  const { signature } = props;
  const { comment, evidence, changes } = signature;
  const t = useMessages();
  return (
    <>
      <Subtle component="div">
        {t(`handoff.signature.${signature.decision}`)}{' '}
        <EntityRefLink
          entityRef={signature.signer}
          hideIcon
          underline="always"
        />
        , <RelativeTime at={signature.at} />
        {comment && ` · ${t('handoff.said', { comment })}`}
        {signature.standing === 'counts' && signature.expiresAt && (
          <>
            {' · '}
            {t('handoff.item.expires')}{' '}
            <CalendarDate on={signature.expiresAt} />
          </>
        )}
      </Subtle>
      {evidence && (
        <Subtle component="div">
          {evidence.link && (
            <div>
              <OpenableLink to={evidence.link} />
            </div>
          )}
          {evidence.note && <div>{evidence.note}</div>}
          {evidence.fileHash && (
            <div>
              {t('handoff.signature.file', { hash: evidence.fileHash })}
            </div>
          )}
        </Subtle>
      )}
      {signature.reason && (
        <Subtle component="div">
          {t('handoff.signature.void')} {signature.reason}
        </Subtle>
      )}
      {changes && changes.length > 0 && (
        <ChangesTable
          label={t('handoff.signature.changed')}
          changes={changes}
        />
      )}
    </>
  );
}
