import {
  createZodV4FilterPredicateSchema,
  FilterPredicate,
  filterPredicateToFilterFunction,
  getJsonValueAtPath,
} from '@backstage/filter-predicates';
import { z } from 'zod';
import { OWNERSHIP_ROLES } from '../ownership/roles';
import { CHECK_CATEGORIES, CheckResult, ReadinessCheck } from './Check';
import { CheckInForce } from './CheckSet';
import { ReadinessEvidence } from './Evidence';

const predicateSchema = createZodV4FilterPredicateSchema();

const checkIdSchema = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be kebab-case, such as has-runbook');

const weightSchema = z.number().positive().max(1000);

/**
 * What configuration may change of a check that exists.
 *
 * @public
 */
export const checkOverrideSchema = z.strictObject({
  /** `false` takes the check out of force. */
  enabled: z.boolean().optional(),
  weight: weightSchema.optional(),
  severity: z.enum(['required', 'recommended']).optional(),
  appliesTo: predicateSchema.optional(),
});

/**
 * A check that configuration adds: a path into the entity, and a predicate
 * over the value found there.
 *
 * @public
 */
export const declarativeCheckSchema = z.strictObject({
  id: checkIdSchema,
  title: z.string().min(1),
  passCondition: z.string().min(1),
  category: z.enum(CHECK_CATEGORIES),
  responsible: z.enum(OWNERSHIP_ROLES),
  severity: z.enum(['required', 'recommended']).default('recommended'),
  weight: weightSchema.default(1),
  appliesTo: predicateSchema.default({}),
  remediation: z.string().min(1),
  /** Dot separated path into the entity, such as `spec.runbook`. */
  path: z.string().min(1),
  /**
   * What the value must match, such as `{ $hasPrefix: 'https://' }`,
   * `{ $exists: true }` or a plain value.
   */
  predicate: z.unknown(),
});

/**
 * Parsed by {@link declarativeCheckSchema}.
 *
 * @public
 */
export type DeclarativeCheck = z.infer<typeof declarativeCheckSchema>;

/**
 * The part of the configuration that is about checks.
 *
 * @public
 */
export const checkConfigSchema = z.strictObject({
  checks: z.record(checkIdSchema, checkOverrideSchema).default({}),
  customChecks: z.array(declarativeCheckSchema).default([]),
});

/**
 * Parsed by {@link checkConfigSchema}.
 *
 * @public
 */
export type CheckConfig = z.infer<typeof checkConfigSchema>;

/**
 * Something in the configuration of checks that is wrong.
 *
 * @public
 */
export interface CheckConfigProblem {
  /** Below the key that holds the configuration: `checks.runbok.weight`. */
  path: string;
  message: string;
}

/**
 * Applies configuration to the checks that are shipped or that plugins add.
 *
 * @param available - Built-in and plugin checks, in order.
 * @param config - Untrusted: whatever the configuration file says.
 * @returns the checks in force, or every problem of the configuration.
 *
 * @public
 */
export function configureChecks(
  available: readonly CheckInForce[],
  config: unknown,
): { checks: CheckInForce[]; problems: CheckConfigProblem[] } {
  const parsed = checkConfigSchema.safeParse(config ?? {});
  if (!parsed.success) {
    return {
      checks: [],
      problems: parsed.error.issues.map(issue => ({
        path: formatPath(issue.path),
        message: issue.message,
      })),
    };
  }

  const problems: CheckConfigProblem[] = [];
  const known = new Set(available.map(({ id }) => id));
  for (const id of Object.keys(parsed.data.checks)) {
    if (!known.has(id)) {
      problems.push({
        path: `checks.${id}`,
        message: `there is no check '${id}'; the checks are ${[...known].join(
          ', ',
        )}`,
      });
    }
  }

  const checks = available.flatMap(check => {
    const { enabled = true, ...override } = parsed.data.checks[check.id] ?? {};
    return enabled ? [{ ...check, ...definedOnly(override) }] : [];
  });

  parsed.data.customChecks.forEach((declared, index) => {
    const path = `customChecks[${index}]`;
    if (known.has(declared.id)) {
      problems.push({
        path: `${path}.id`,
        message: `a check '${declared.id}' exists already; choose another id, or change that one under checks.${declared.id}`,
      });
      return;
    }
    known.add(declared.id);
    try {
      checks.push({ ...createDeclarativeCheck(declared), origin: 'config' });
    } catch (error) {
      problems.push({
        path: `${path}.predicate`,
        message: error instanceof Error ? error.message : String(error),
      });
    }
  });

  return { checks, problems };
}

/**
 * Makes a check of its declaration.
 *
 * @throws Error when the predicate is none.
 *
 * @public
 */
export function createDeclarativeCheck(
  declared: DeclarativeCheck,
): ReadinessCheck {
  const { path, predicate, ...rest } = declared;
  if (predicate === undefined || predicate === null) {
    throw new Error('a predicate is needed, such as { $exists: true }');
  }
  const asPredicate = { [path]: predicate } as FilterPredicate;
  const validated = predicateSchema.safeParse(asPredicate);
  if (!validated.success) {
    throw new Error(
      validated.error.issues.map(({ message }) => message).join('; '),
    );
  }
  const matches = filterPredicateToFilterFunction(validated.data);
  const asksForAbsence = JSON.stringify(predicate) === '{"$exists":false}';

  const evaluate = ({ entity }: ReadinessEvidence): CheckResult => {
    const value = getJsonValueAtPath(entity, path);
    if (value === undefined && !asksForAbsence) {
      return { status: 'fail', reason: `${path} is not set.` };
    }
    const found = JSON.stringify(value)?.slice(0, 120) ?? 'nothing';
    return matches(entity)
      ? { status: 'pass', reason: `${path} is ${found}.` }
      : { status: 'fail', reason: `${path} is ${found}.` };
  };
  // The text of `evaluate` is the same for every declaration: the fingerprint
  // of a check set needs to see what was declared.
  return Object.assign(
    { ...rest, evaluate },
    { declaration: { path, predicate } },
  );
}

function definedOnly<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

function formatPath(path: PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number'
        ? `${text}[${key}]`
        : `${text}${text ? '.' : ''}${String(key)}`,
    '',
  );
}
