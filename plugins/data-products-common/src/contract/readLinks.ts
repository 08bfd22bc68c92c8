import { ContractLink } from './Contract';
import { DocumentObject } from './DocumentObject';
import { CUSTOM_PROPERTY_FIELDS, LINK_FIELDS } from './odcsFields';

/** Reads `authoritativeDefinitions`, which most objects of a contract may have. */
export function readLinks(owner: DocumentObject): ContractLink[] {
  const links: ContractLink[] = [];
  for (const link of owner.objects('authoritativeDefinitions')) {
    link.expectFields(LINK_FIELDS, 'an authoritative definition');
    const url = link.requiredText('url', 'an authoritative definition');
    const type = link.requiredText('type', 'an authoritative definition');
    if (url) {
      links.push({ url, type, description: link.text('description') });
    }
  }
  return links;
}

/** Deeper values are cut: they are shown and compared, never used. */
const MAX_VALUE_DEPTH = 16;

/**
 * Reads `customProperties` as texts such as `owner: finance`, in the order of
 * their names; what they mean is their author's.
 */
export function readCustomProperties(owner: DocumentObject): string[] {
  const read: string[] = [];
  for (const property of owner.objects('customProperties')) {
    property.expectFields(CUSTOM_PROPERTY_FIELDS, 'a custom property');
    const name = property.requiredText('property', 'a custom property');
    if (name) {
      const value = property.raw('value');
      read.push(
        `${name}: ${typeof value === 'string' ? value : textOf(value, 0)}`,
      );
    }
  }
  return read.length > 1 ? read.sort() : read;
}

/** A value as JSON, its fields in order. */
function textOf(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value ?? null);
  }
  if (depth === MAX_VALUE_DEPTH) {
    return '…';
  }
  return Array.isArray(value)
    ? `[${value.map(item => textOf(item, depth + 1)).join(', ')}]`
    : `{${Object.entries(value)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(
          ([key, item]) => `${JSON.stringify(key)}: ${textOf(item, depth + 1)}`,
        )
        .join(', ')}}`;
}
