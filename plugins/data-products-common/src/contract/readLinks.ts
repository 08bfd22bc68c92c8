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

/** Checks the form of `customProperties`; what they mean is their author's. */
export function checkCustomProperties(owner: DocumentObject): void {
  for (const property of owner.objects('customProperties')) {
    property.expectFields(CUSTOM_PROPERTY_FIELDS, 'a custom property');
    property.requiredText('property', 'a custom property');
  }
}
