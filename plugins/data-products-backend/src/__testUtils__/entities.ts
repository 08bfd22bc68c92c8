import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  DataProductEntity,
  DecisionPathEntity,
} from '@handoff/backstage-plugin-data-products-common';
import { CollectedEvidence } from '../evidence';
import { collectEvidence } from '../evidence/collectEvidence';

type Metadata = Partial<Entity['metadata']>;

export function product(
  name: string,
  spec: Partial<DataProductEntity['spec']> = {},
  metadata: Metadata = {},
): DataProductEntity {
  return {
    apiVersion: 'handoff/v1alpha1',
    kind: 'DataProduct',
    metadata: { name, namespace: 'default', ...metadata },
    spec: {
      type: 'aggregate',
      lifecycle: 'production',
      owner: 'group:default/owners',
      ...spec,
    },
  };
}

export function decisionPath(
  name: string,
  spec: Partial<DecisionPathEntity['spec']> = {},
  metadata: Metadata = {},
): DecisionPathEntity {
  return {
    apiVersion: 'handoff/v1alpha1',
    kind: 'DecisionPath',
    metadata: { name, namespace: 'default', ...metadata },
    spec: { type: 'reporting', lifecycle: 'production', ...spec },
  };
}

/** A group as the catalog has it after stitching. */
export function group(
  name: string,
  options: { parent?: string; children?: string[]; members?: string[] } = {},
): Entity {
  const groupRef = (other: string) => `group:default/${other}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default', title: `The ${name}` },
    spec: { type: 'team' },
    relations: [
      ...(options.parent
        ? [{ type: 'childOf', targetRef: groupRef(options.parent) }]
        : []),
      ...(options.children ?? []).map(child => ({
        type: 'parentOf',
        targetRef: groupRef(child),
      })),
      ...(options.members ?? []).map(member => ({
        type: 'hasMember',
        targetRef: `user:default/${member}`,
      })),
    ],
  };
}

export function user(name: string, ...memberOf: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: { profile: { displayName: `${name} Lind` }, memberOf },
    relations: memberOf.map(other => ({
      type: 'memberOf',
      targetRef: `group:default/${other}`,
    })),
  };
}

/**
 * What is collected of an entity whose owner exists, has one person behind it,
 * and whose other references the catalog does not have.
 */
export function collected(
  entity: DataProductEntity | DecisionPathEntity,
  options: { etag?: string; etags?: Record<string, string>; now?: Date } = {},
): CollectedEvidence {
  const people = 'user:default/someone';
  return collectEvidence(
    {
      ...entity,
      metadata: { ...entity.metadata, etag: options.etag ?? 'first' },
    } as typeof entity,
    ref => {
      if (ref === people) {
        return { ref, members: [], children: [] };
      }
      return ref.startsWith('group:')
        ? { ref, members: [people], children: [] }
        : undefined;
    },
    ref => {
      const etag = options.etags?.[ref];
      return etag === undefined ? undefined : { etag };
    },
    options.now ?? new Date('2026-11-21T12:00:00.000Z'),
  );
}

export function refOf(entity: Entity): string {
  return stringifyEntityRef(entity);
}
