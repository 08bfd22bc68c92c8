import { JsonObject } from '@backstage/types';
import {
  OwnershipRole,
  ScoredKind,
} from '@handoff/backstage-plugin-data-products-common';

/** What of an entity tells who decides about its waivers. */
export interface ApprovalSubject {
  kind: ScoredKind;
  entity: JsonObject;
  roles: { role: OwnershipRole; refs: string[] }[];
}
