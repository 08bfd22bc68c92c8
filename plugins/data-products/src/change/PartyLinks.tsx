import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Fragment } from 'react';
import { nameOfParty } from '../handoff/sides';

/** Users and groups by their names, each linked to its page. */
export function PartyLinks(props: {
  parties: readonly { ref: string; title?: string }[];
}) {
  return (
    <>
      {props.parties.map((party, index) => (
        <Fragment key={party.ref}>
          {index > 0 && ', '}
          <EntityRefLink
            entityRef={party.ref}
            title={nameOfParty(party)}
            hideIcon
            underline="always"
          />
        </Fragment>
      ))}
    </>
  );
}
