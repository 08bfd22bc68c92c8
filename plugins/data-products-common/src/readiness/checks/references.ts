import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { JsonValue } from '@backstage/types';
import { describeRef } from '../../kinds';
import { ReadinessEvidence, ReferenceEvidence } from '../Evidence';
import { asObject, isStated } from './results';

/** What is known of an input that the entity names, in whatever form of a ref. */
export function inputOf(
  evidence: ReadinessEvidence,
  written: JsonValue | undefined,
): ReferenceEvidence | undefined {
  return findReference(evidence.inputs, evidence, written, 'DataProduct');
}

/**
 * A user or group that the entity names outside of its roles, for sentences.
 *
 * @returns the title or the ref in words, and whether the catalog has it.
 */
export function partyOf(
  evidence: ReadinessEvidence,
  written: JsonValue | undefined,
): { name: string; found: boolean } {
  const party = findReference(evidence.parties, evidence, written, 'Group');
  return {
    name: party?.title ?? describeRef(party?.ref ?? String(written)),
    found: party?.found ?? false,
  };
}

/** What a party of an agreement is called, in words where it has no title. */
export function consumerName(
  { titles }: ReadinessEvidence,
  ref: string,
): string {
  return titles?.[ref] ?? describeRef(ref);
}

function findReference(
  references: readonly ReferenceEvidence[],
  evidence: ReadinessEvidence,
  written: JsonValue | undefined,
  defaultKind: string,
): ReferenceEvidence | undefined {
  if (typeof written !== 'string' || !isStated(written)) {
    return undefined;
  }
  const metadata = asObject(evidence.entity.metadata);
  let full: string;
  try {
    full = stringifyEntityRef(
      parseEntityRef(written, {
        defaultKind,
        defaultNamespace: String(metadata?.namespace ?? DEFAULT_NAMESPACE),
      }),
    );
  } catch {
    return undefined;
  }
  return references.find(({ ref }) => ref === full);
}
