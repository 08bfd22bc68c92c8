import { Contract, ContractSlaProperty } from './Contract';
import { DocumentObject } from './DocumentObject';
import { PRICE_FIELDS, SLA_FIELDS } from './odcsFields';

/** Reads `slaProperties`, with the default element where they name none. */
export function readSlaProperties(
  document: DocumentObject,
): ContractSlaProperty[] {
  const defaultElement = document.text('slaDefaultElement');
  return document.objects('slaProperties').flatMap(entry => {
    entry.expectFields(SLA_FIELDS, 'an SLA property');
    if (!entry.has('value')) {
      entry.log.error(entry.pointer, 'an SLA property needs "value"');
    }
    const property = entry.requiredText('property', 'an SLA property');
    const valueExt = entry.scalar('valueExt');
    return property
      ? [
          {
            id: entry.text('id'),
            property,
            value: entry.scalar('value'),
            valueExt:
              typeof valueExt === 'boolean' ? String(valueExt) : valueExt,
            unit: entry.text('unit'),
            element: entry.text('element') ?? defaultElement,
            driver: entry.text('driver'),
            description: entry.text('description'),
            pointer: entry.pointer,
          },
        ]
      : [];
  });
}

/** Reads `price`; without an amount there is none. */
export function readPrice(document: DocumentObject): Contract['price'] {
  const price = document.object('price');
  price?.expectFields(PRICE_FIELDS, 'a price');
  const amount = price?.number('priceAmount');
  return price && amount !== undefined
    ? {
        amount,
        currency: price.text('priceCurrency'),
        unit: price.text('priceUnit'),
      }
    : undefined;
}
