import {
  DEFAULT_NAMESPACE,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Contract } from '../contract';
import { DocumentObject } from '../contract/DocumentObject';
import { ReadingLog } from '../contract/ReadingLog';
import { parseDuration } from '../sla/duration';
import {
  DeclaredHolder,
  DeclaredOwnership,
  DeclaredRole,
  EscalationRung,
} from './OwnershipMap';
import { readContacts } from './readContacts';
import { readMemberships } from './readMemberships';
import { OwnershipRole, ROLE_DEFINITIONS } from './roles';

/**
 * Who fills which role of an entity, as its own fields and its contract's team
 * declare it at a time.
 *
 * The entity's `owner` is exactly who is accountable: a contract's owners count
 * only where the entity names none. In every other role the contract's members
 * stand beside the entity's own holders.
 *
 * Only roles that somebody holds, held or has left are listed, in the order of
 * the roles; {@link resolveOwnership} adds those that a kind expects. It never
 * throws: what cannot be understood is left out and among the problems.
 *
 * @param entity - one of our kinds; refs without a kind are groups, refs
 *   without a namespace are in the entity's
 * @param contract - the entity's contract, when it has one
 * @param now - decides which members of the contract's team are there
 * @public
 */
export function readOwnership(
  entity: Entity,
  contract: Contract | undefined,
  now: Date,
): DeclaredOwnership {
  const log = new ReadingLog();
  const spec = entity.spec
    ? DocumentObject.root(entity.spec, '/spec', log)
    : undefined;
  const namespace = entity.metadata.namespace ?? DEFAULT_NAMESPACE;
  const memberships = contract
    ? readMemberships(contract, now)
    : { roles: [], problems: [] };
  const roles = ROLE_DEFINITIONS.flatMap(({ role, field }) => {
    const own = spec ? readHolders(spec, field, namespace) : [];
    const joined = memberships.roles.find(declared => declared.role === role);
    return mergeRole(role, own, joined) ?? [];
  });
  const contacts = readContacts(spec, contract);
  const escalation = spec ? readEscalation(spec, namespace) : [];
  return {
    roles,
    contacts,
    escalation,
    problems: [
      ...log.problems().map(({ pointer, message }) => ({ pointer, message })),
      ...memberships.problems,
    ],
  };
}

function readHolders(
  spec: DocumentObject,
  field: string,
  namespace: string,
): DeclaredHolder[] {
  const refs = spec
    .textOrTexts(field)
    .flatMap(text => completeRef(spec, field, text, namespace) ?? []);
  return [...new Set(refs)].map(ref => ({ ref, source: 'spec' }));
}

function mergeRole(
  role: OwnershipRole,
  own: DeclaredHolder[],
  joined: DeclaredRole | undefined,
): DeclaredRole | undefined {
  if (own.length === 0) {
    return joined;
  }
  if (!joined || role === 'owner') {
    return { role, holders: own, leavers: [] };
  }
  const holders = own.map(holder => {
    const { since, name } =
      joined.holders.find(({ ref }) => ref === holder.ref) ?? {};
    return { ...holder, since, name };
  });
  const named = new Set(own.map(({ ref }) => ref));
  return {
    role,
    holders: [
      ...holders,
      ...joined.holders.filter(({ ref }) => !named.has(ref)),
    ],
    leavers: joined.leavers.filter(({ ref }) => !named.has(ref)),
  };
}

function readEscalation(
  spec: DocumentObject,
  namespace: string,
): EscalationRung[] {
  const rungs = spec.objects('escalation').flatMap(rung => {
    const after = rung.requiredText('after', 'an escalation step');
    const notify = rung.requiredText('notify', 'an escalation step');
    const ref = notify && completeRef(rung, 'notify', notify, namespace);
    if (!after || !ref) {
      return [];
    }
    const seconds = parseDuration(after);
    if (seconds === undefined) {
      rung.log.error(
        rung.at('after'),
        `must be an ISO 8601 duration such as PT1H, but is "${after}": the step comes last`,
      );
    }
    return [{ after, notify: ref, seconds: seconds ?? Infinity }];
  });
  return rungs
    .sort((a, b) => (a.seconds === b.seconds ? 0 : a.seconds - b.seconds))
    .map(({ after, notify }) => ({ after, notify }));
}

function completeRef(
  owner: DocumentObject,
  field: string,
  text: string,
  defaultNamespace: string,
): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, { defaultKind: 'group', defaultNamespace }),
    );
  } catch {
    owner.log.error(
      owner.at(field),
      `"${text}" is not an entity ref: write group:name or user:name`,
    );
    return undefined;
  }
}
