import {
  Contact,
  Criticality,
  DeclaredOwnership,
  Promises,
  ReadinessEvidence,
  ResolvedRole,
  ScoredKind,
} from '@handoff/backstage-plugin-data-products-common';
import { CollectedRelease } from '../change/releases';
import { StoredImpactNode } from '../impact';

/**
 * Everything that was collected of one entity at one time.
 */
export interface CollectedEvidence {
  entityRef: string;
  /** The catalog's etag of the entity that was read. */
  etag: string;
  evidence: ReadinessEvidence;
  promises: Promises;
  ownership: StoredOwnership;
  listing: Listing;
  /** What it depends on. */
  impact: StoredImpactNode;
  /** Absent when the entity could not be read. */
  release?: CollectedRelease;
  datasets: { pattern: string; prefix: boolean }[];
  /** The other entities that it depends on, each with its etag where it exists. */
  references: Map<string, string | undefined>;
  /** When time alone changes it: a membership begins or ends. ISO 8601. */
  refreshAt?: string;
}

/** The ownership map as stored: declared, and looked up with the service's eyes. */
export interface StoredOwnership
  extends Pick<DeclaredOwnership, 'contacts' | 'escalation'> {
  roles: ResolvedRole[];
}

/** What lists show and filter by. */
export interface Listing {
  kind: ScoredKind;
  type?: string;
  title: string;
  description?: string;
  ownerRef?: string;
  ownerTitle?: string;
  ownerVacant: boolean;
  domain?: string;
  lifecycle: string;
  criticality: Criticality;
  /** ISO 8601 date on which the promises must be renewed. */
  renewal?: string;
  /** Words to find it by, in lower case. */
  search: string;
  incidentContact?: Contact;
  questionContact?: Contact;
}
