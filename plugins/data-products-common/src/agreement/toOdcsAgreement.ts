import { JsonObject, JsonValue } from '@backstage/types';
import { parseEntityRef } from '@backstage/catalog-model';
import { Indicator, Objective, parseDuration } from '../sla';
import { toIsoDuration } from '../sla/duration';
import { Agreement, AgreementRevision, AgreementState } from './Agreement';

/** The indicators that the standard has a name for; the others keep their own. */
const PROPERTIES: Partial<Record<Indicator, string>> = {
  'delivery-time': 'timeOfAvailability',
  'response-time': 'timeToDetect',
  'restore-time': 'timeToRepair',
};

const STATUSES: Readonly<Record<AgreementState, string>> = {
  proposed: 'proposed',
  active: 'active',
  expired: 'retired',
  superseded: 'deprecated',
  terminated: 'retired',
};

/**
 * An agreement as an Open Data Contract Standard 3.1 document: the promises as
 * `slaProperties`, the parties as roles, and what the standard has no field
 * for (goals, windows, signatures, the terms whole) as custom properties.
 *
 * @param revision - whose terms are exported
 * @public
 */
export function toOdcsAgreement(
  agreement: Agreement,
  revision: AgreementRevision,
  state: AgreementState,
): JsonObject {
  const { terms, fingerprint } = revision;
  const signatures = agreement.signatures.filter(
    signature => signature.revision === revision.revision,
  );
  return {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: agreement.id,
    version: `${revision.revision}.0.0`,
    status: STATUSES[state],
    name: `Agreement on ${parseEntityRef(agreement.entityRef).name}`,
    dataProduct: agreement.entityRef,
    contractCreatedTs: revision.proposedAt,
    ...(terms.notes || terms.access
      ? {
          description: withoutAbsent({
            usage: terms.access,
            limitations: terms.notes,
          }),
        }
      : {}),
    roles: [
      { role: agreement.provider, description: 'Provides the data' },
      { role: agreement.consumer, description: 'Consumes the data' },
    ],
    slaProperties: [
      ...terms.objectives.map(toSlaProperty),
      ...responseTimesOf(terms.responseTimes),
      {
        property: 'endOfSupport',
        value: terms.renewOn,
        description: 'Renewal',
      },
    ],
    customProperties: [
      { property: 'state', value: state },
      { property: 'provider', value: agreement.provider },
      { property: 'consumer', value: agreement.consumer },
      { property: 'fingerprint', value: fingerprint },
      { property: 'signatures', value: asJson(signatures) },
      { property: 'terms', value: asJson(terms) },
    ],
  };
}

function toSlaProperty(objective: Objective): JsonObject {
  const { indicator, unit, target, element, driver, name, promise } = objective;
  return withoutAbsent({
    id: name,
    property:
      unit === 'seconds' && indicator === 'delivery-time'
        ? 'frequency'
        : PROPERTIES[indicator] ?? camelCase(indicator),
    ...toValue(unit, target, objective.countUnit),
    element,
    driver,
    description: promise,
  });
}

function toValue(
  unit: Objective['unit'],
  target: Objective['target'],
  countUnit: string | undefined,
): { value: JsonValue; valueExt?: JsonValue; unit?: string } {
  const [value, valueExt] = Array.isArray(target) ? target : [target];
  switch (unit) {
    case 'time-of-day':
      return { value };
    case 'seconds':
      return { value, valueExt, unit: 's' };
    case 'ratio':
      return {
        value: percent(value),
        valueExt: valueExt === undefined ? undefined : percent(valueExt),
        unit: 'percent',
      };
    default:
      return { value, valueExt, unit: countUnit };
  }
}

/** 0.999 as 99.9, without the digits that binary fractions add. */
function percent(share: number | string): number {
  return Number((Number(share) * 100).toPrecision(12));
}

function responseTimesOf(
  times: { acknowledge?: string; restore?: string } = {},
): JsonObject[] {
  return (
    [
      ['timeToDetect', times.acknowledge, 'Until somebody answers'],
      ['timeToRepair', times.restore, 'Until the data is right again'],
    ] as const
  ).flatMap(([property, duration, description]) => {
    const seconds = duration === undefined ? NaN : parseDuration(duration);
    return seconds
      ? [
          {
            id: `agreed-${property}`,
            property,
            value: seconds,
            unit: 's',
            description: `${description}: ${toIsoDuration(seconds)}`,
          },
        ]
      : [];
  });
}

function camelCase(words: string): string {
  return words.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function asJson(value: object): JsonValue {
  return JSON.parse(JSON.stringify(value));
}

function withoutAbsent(value: {
  [key: string]: JsonValue | undefined;
}): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
