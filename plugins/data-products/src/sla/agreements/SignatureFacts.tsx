import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  AGREEMENT_SIDES,
  AgreementSummary,
} from '@handoff/backstage-plugin-data-products-common';
import { Fact, RelativeTime } from '../../look';
import { useMessages } from '../../translation';
import { partyName } from './partyName';

/** Of each side who signed and when, or that nobody has. */
export function SignatureFacts(props: { agreement: AgreementSummary }) {
  const { agreement } = props;
  const t = useMessages();
  return (
    <>
      {AGREEMENT_SIDES.map(side => {
        const signature = agreement.signatures.find(
          given => given.side === side,
        );
        const party = partyName(agreement, side);
        return (
          <Fact key={side} label={`${party}, ${t(`agreement.side.${side}`)}`}>
            {signature ? (
              <>
                <EntityRefLink entityRef={signature.signer} hideIcon />,{' '}
                <RelativeTime at={signature.at} />
              </>
            ) : (
              t(
                agreement.awaits.includes(side)
                  ? 'agreement.unsigned'
                  : 'agreement.notSigned',
              )
            )}
          </Fact>
        );
      })}
    </>
  );
}
