import {
  describeRef,
  OwnershipDetail,
} from '@handoff/backstage-plugin-data-products-common';
import { Subtle } from '../look';
import { useMessages } from '../translation';

type Holder = OwnershipDetail['roles'][number]['members'][number];

/** Who can sign an item: each group or person behind it, with the members by name. */
export function Signers(props: {
  /** A role of the entity, or the ref of a group or user. */
  responsible: string;
  ownership: OwnershipDetail;
}) {
  const { responsible, ownership } = props;
  const t = useMessages();
  if (responsible.includes(':')) {
    const known = ownership.roles
      .flatMap(({ members }) => members)
      .find(({ ref }) => ref === responsible);
    return (
      <Subtle component="div">
        {t('handoff.request.signers')}{' '}
        {known ? nameWithMembers(known) : describeRef(responsible)}
      </Subtle>
    );
  }
  const members =
    ownership.roles
      .find(({ role }) => role === responsible)
      ?.members.filter(({ found }) => found) ?? [];
  return (
    <Subtle component="div">
      {members.length > 0
        ? `${t('handoff.request.signers')} ${members
            .map(nameWithMembers)
            .join('; ')}`
        : t('handoff.request.noSigner')}
    </Subtle>
  );
}

/** "Data Governance (Linnea Strand, Omar Haddad)" */
function nameWithMembers({ ref, title, people }: Holder): string {
  const names = people
    .filter(person => person.ref !== ref)
    .map(person => person.title ?? describeRef(person.ref));
  const name = title ?? describeRef(ref);
  return names.length > 0 ? `${name} (${names.join(', ')})` : name;
}
