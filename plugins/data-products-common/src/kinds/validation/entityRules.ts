import { parseEntityRef, RELATION_DEPENDS_ON } from '@backstage/catalog-model';
import { DateTime, Duration } from 'luxon';
import { HandoffKind } from '../entities';
import { FieldValue, isRecord, readFieldPath } from '../fieldPath';
import { isAllowedKind } from '../getEntityRelations';
import { HANDOFF_RELATIONS } from '../relations';
import { describeValue } from './describeValue';
import { createProblem, ValidationProblem } from './ValidationProblem';

/** Refs of users and groups that no relation is made of. */
const PARTY_FIELDS = [
  'spec.escalation[].notify',
  'spec.cost.owner',
  'spec.steps[].owner',
  'spec.feedback.responder',
  'spec.policy.reviewGate',
];

const DATE_FIELDS = ['spec.review.last', 'spec.renewal'];

/**
 * The rules that a JSON Schema cannot say and that one entity alone can break.
 * Values of a wrong type are passed over: the schema reports them.
 */
export function ruleProblems(
  document: Record<string, unknown>,
  kind: HandoffKind,
): ValidationProblem[] {
  return [
    ...refKindProblems(document, kind),
    ...selfReferenceProblems(document, kind),
    ...dateProblems(document),
    ...objectiveNameProblems(document),
    ...escalationProblems(document),
  ];
}

function refKindProblems(
  document: Record<string, unknown>,
  kind: HandoffKind,
): ValidationProblem[] {
  const restricted = [
    ...HANDOFF_RELATIONS.flatMap(({ fields, defaultKind, allowedKinds }) =>
      fields
        .filter(field => field.kinds.includes(kind))
        .map(({ path }) => ({ path, defaultKind, allowedKinds })),
    ),
    ...PARTY_FIELDS.map(path => ({
      path,
      defaultKind: 'Group',
      allowedKinds: ['Group', 'User'],
    })),
  ];
  return restricted.flatMap(({ path, defaultKind, allowedKinds }) =>
    readFieldPath(document, path).flatMap(({ position, value }) => {
      const target = tryParseRef(value, { defaultKind });
      if (!target || isAllowedKind(target.kind, allowedKinds)) {
        return [];
      }
      return createProblem(
        position,
        value,
        field =>
          `${field} is ${describeValue(value)}; must be a ${allowedKinds
            ?.map(allowed => allowed.toLocaleLowerCase('en-US'))
            .join(' or ')}, not a ${target.kind.toLocaleLowerCase('en-US')}`,
      );
    }),
  );
}

function selfReferenceProblems(
  document: Record<string, unknown>,
  kind: HandoffKind,
): ValidationProblem[] {
  const metadata = isRecord(document.metadata) ? document.metadata : {};
  const namespace = metadata.namespace ?? 'default';
  if (typeof metadata.name !== 'string' || typeof namespace !== 'string') {
    return [];
  }
  const self = refKey({ kind, namespace, name: metadata.name });
  return HANDOFF_RELATIONS.filter(
    ({ forward }) => forward.type === RELATION_DEPENDS_ON,
  )
    .flatMap(({ fields, defaultKind }) =>
      fields
        .filter(field => field.kinds.includes(kind))
        .flatMap(({ path }) => readFieldPath(document, path))
        .map(entry => ({ ...entry, defaultKind })),
    )
    .filter(({ value, defaultKind }) => {
      const target = tryParseRef(value, {
        defaultKind,
        defaultNamespace: namespace,
      });
      return target && refKey(target) === self;
    })
    .map(({ position, value }) =>
      createProblem(
        position,
        value,
        field =>
          `${field} is ${describeValue(
            value,
          )}, the entity itself; must be another entity`,
      ),
    );
}

function dateProblems(document: Record<string, unknown>): ValidationProblem[] {
  return DATE_FIELDS.flatMap(path => stringsAt(document, path))
    .filter(
      ({ value }) =>
        /^\d{4}-\d{2}-\d{2}$/.test(value) &&
        !DateTime.fromISO(value, { zone: 'utc' }).isValid,
    )
    .map(({ position, value }) =>
      createProblem(
        position,
        value,
        field =>
          `${field} is ${describeValue(
            value,
          )}, a day that the calendar does not have; must be a calendar date such as 2026-10-01`,
      ),
    );
}

function objectiveNameProblems(
  document: Record<string, unknown>,
): ValidationProblem[] {
  const first = new Map<string, number>();
  return stringsAt(document, 'spec.objectives[].name').flatMap(
    ({ position, value }) => {
      const index = Number(position[2]);
      const earlier = first.get(value);
      if (earlier === undefined) {
        first.set(value, index);
        return [];
      }
      return createProblem(
        position,
        value,
        field =>
          `${field} is ${describeValue(
            value,
          )}, like spec.objectives[${earlier}].name; must be unique within the entity`,
      );
    },
  );
}

function escalationProblems(
  document: Record<string, unknown>,
): ValidationProblem[] {
  const problems: ValidationProblem[] = [];
  let latest: { text: string; length: number } | undefined;
  for (const { position, value } of stringsAt(
    document,
    'spec.escalation[].after',
  )) {
    const length = Duration.fromISO(value).toMillis();
    if (!Number.isFinite(length)) {
      continue;
    }
    if (latest && length < latest.length) {
      const { text } = latest;
      problems.push(
        createProblem(
          position,
          value,
          field =>
            `${field} is ${describeValue(
              value,
            )}, which comes before ${describeValue(
              text,
            )} above it; must be in ascending order`,
        ),
      );
    } else {
      latest = { text: value, length };
    }
  }
  return problems;
}

function stringsAt(
  document: unknown,
  path: string,
): (FieldValue & { value: string })[] {
  return readFieldPath(document, path).filter(
    (entry): entry is FieldValue & { value: string } =>
      typeof entry.value === 'string',
  );
}

function tryParseRef(
  value: unknown,
  context: { defaultKind: string; defaultNamespace?: string },
) {
  if (typeof value !== 'string') {
    return undefined;
  }
  try {
    return parseEntityRef(value, context);
  } catch {
    return undefined;
  }
}

function refKey(ref: { kind: string; namespace: string; name: string }) {
  return `${ref.kind}:${ref.namespace}/${ref.name}`.toLocaleLowerCase('en-US');
}
