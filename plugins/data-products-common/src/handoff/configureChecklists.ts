import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { z } from 'zod';
import { LIFECYCLES, SCORED_KINDS } from '../kinds';
import { describeNearest } from '../kinds/validation/nearestNames';
import { OWNERSHIP_ROLES } from '../ownership';
import { parseDuration } from '../sla/duration';
import { Checklist, ChecklistInForce, ChecklistItem } from './Checklist';
import { IMMATERIAL_FIELDS } from './handoffContent';

/** What judges releases by handoffs cannot be asked by one. */
const SIGN_OFF_CHECK = 'release-signed-off';

const idSchema = z
  .string()
  .max(64)
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'must be kebab-case, such as access-review',
  );

const responsibleSchema = z.string().transform((value, context) => {
  if ((OWNERSHIP_ROLES as readonly string[]).includes(value)) {
    return value;
  }
  try {
    const ref = parseEntityRef(value);
    if (['group', 'user'].includes(ref.kind.toLocaleLowerCase('en-US'))) {
      return stringifyEntityRef(ref);
    }
  } catch {
    // Said below.
  }
  const nearest = describeNearest(value, OWNERSHIP_ROLES);
  context.addIssue({
    code: 'custom',
    message: `'${value}' is neither a role nor the ref of a group or user${
      nearest ? `; ${nearest}` : ''
    }; the roles are ${OWNERSHIP_ROLES.join(', ')}, a ref is group:name`,
  });
  return z.NEVER;
});

/**
 * An item of a checklist as configuration declares it.
 *
 * @public
 */
export const declaredChecklistItemSchema = z.strictObject({
  id: idSchema,
  title: z.string().trim().min(1),
  guidance: z.string().trim().min(1),
  responsible: responsibleSchema,
  required: z.boolean().default(true),
  /** The id of a readiness check that decides in place of people. */
  check: z.string().optional(),
  /** Decided by how the promises are kept, in place of people. */
  sla: z.enum(['kept', 'not-broken']).optional(),
  /** How many people must approve. */
  quorum: z.number().int().min(1).max(100).default(1),
  /** Which parts of the content a signature is for; all when absent. */
  covers: z.array(z.string().min(1)).min(1).optional(),
  /** ISO 8601 duration. */
  expiresAfter: z
    .string()
    .refine(value => /^p/i.test(value) && (parseDuration(value) ?? 0) > 0, {
      error: issue =>
        `'${issue.input}' is not an ISO 8601 duration such as P90D`,
    })
    .optional(),
});

/**
 * A checklist as configuration declares it, below its id.
 *
 * @public
 */
export const declaredChecklistSchema = z.strictObject({
  version: z.number().int().min(1),
  title: z.string().trim().min(1),
  kind: z.enum(SCORED_KINDS),
  from: z.enum(LIFECYCLES),
  to: z.enum(LIFECYCLES),
  /** What the sides are called, by `responsible`. */
  sides: z.record(z.string(), z.string().trim().min(1)).optional(),
  items: z.array(declaredChecklistItemSchema).min(1).max(100),
});

/**
 * Something that is wrong with the checklists.
 *
 * @public
 */
export interface ChecklistProblem {
  /** From the id of the checklist on: `product-retirement.items[2].check`. */
  path: string;
  message: string;
}

/**
 * The checklists in force: those that are shipped, those that plugins add, and
 * what configuration makes of them. Shipped items that a check decides are left
 * out where the check is switched off.
 *
 * @param options - `config`: untrusted; by the ids of checklists, each
 *   `{ enabled: false }` or a declaration, which replaces the one of that id.
 *   `checkIds`: of the readiness checks in force
 * @returns the checklists, and every problem; they hold only when there is none
 * @public
 */
export function configureChecklists(options: {
  added: readonly Checklist[];
  config: unknown;
  checkIds: readonly string[];
  shipped: readonly Checklist[];
}): { checklists: ChecklistInForce[]; problems: ChecklistProblem[] } {
  const { shipped, added, config, checkIds } = options;
  const problems: ChecklistProblem[] = [];
  const inForce = new Map<string, ChecklistInForce>();
  for (const checklist of shipped) {
    inForce.set(checklist.id, {
      ...checklist,
      items: checklist.items.filter(
        ({ automated }) =>
          automated?.check === undefined || checkIds.includes(automated.check),
      ),
      origin: 'built-in',
    });
  }
  for (const checklist of added) {
    if (inForce.has(checklist.id)) {
      problems.push({
        path: checklist.id,
        message: `a plugin adds a second checklist '${checklist.id}'; give it another id`,
      });
    } else {
      inForce.set(checklist.id, { ...checklist, origin: 'plugin' });
      problems.push(...problemsOf(checklist, checkIds));
    }
  }

  const declared = z.record(z.string(), z.unknown()).safeParse(config ?? {});
  if (!declared.success) {
    problems.push({ path: '', message: 'must be an object, by checklist ids' });
  }
  for (const [id, value] of Object.entries(declared.data ?? {})) {
    if (isSwitchedOff(value)) {
      if (!inForce.delete(id)) {
        const known = [...inForce.keys()];
        problems.push({
          path: id,
          message: `there is no checklist '${id}' to switch off; the checklists are ${known.join(
            ', ',
          )}`,
        });
      }
      continue;
    }
    const read = readDeclared(id, value);
    problems.push(...read.problems);
    if (read.checklist) {
      problems.push(...problemsOf(read.checklist, checkIds));
      inForce.set(id, { ...read.checklist, origin: 'config' });
    }
  }
  return { checklists: [...inForce.values()], problems };
}

function isSwitchedOff(value: unknown): boolean {
  return JSON.stringify(value) === '{"enabled":false}';
}

function readDeclared(
  id: string,
  value: unknown,
): { checklist?: Checklist; problems: ChecklistProblem[] } {
  const parsedId = idSchema.safeParse(id);
  const parsed = declaredChecklistSchema.safeParse(value);
  if (!parsed.success || !parsedId.success) {
    return {
      problems: [
        ...(parsedId.error?.issues ?? []),
        ...(parsed.error?.issues ?? []),
      ].map(issue => ({
        path: formatPath([id, ...issue.path]),
        message: issue.message,
      })),
    };
  }
  const problems = parsed.data.items.flatMap(({ check, sla }, index) =>
    check !== undefined && sla !== undefined
      ? [
          {
            path: formatPath([id, 'items', index]),
            message: 'has both check and sla; name one of them',
          },
        ]
      : [],
  );
  return {
    checklist: { id, ...parsed.data, items: parsed.data.items.map(toItem) },
    problems,
  };
}

function toItem({
  check,
  sla,
  ...item
}: z.infer<typeof declaredChecklistItemSchema>): ChecklistItem {
  if (check !== undefined) {
    return { ...item, automated: { check } };
  }
  return sla === undefined ? item : { ...item, automated: { sla } };
}

function problemsOf(
  checklist: Checklist,
  checkIds: readonly string[],
): ChecklistProblem[] {
  const { id, items, sides = {} } = checklist;
  const problems: ChecklistProblem[] = [];
  const seen = new Set<string>();
  items.forEach((item, index) => {
    const add = (field: string, message: string) =>
      problems.push({ path: formatPath([id, 'items', index, field]), message });
    if (seen.has(item.id)) {
      add('id', `'${item.id}' is there twice; give each item its own id`);
    }
    seen.add(item.id);
    const check = item.automated?.check;
    if (check === SIGN_OFF_CHECK) {
      add('check', 'is what the handoff itself is for; ask for another check');
    } else if (check !== undefined && !checkIds.includes(check)) {
      add(
        'check',
        `there is no check '${check}' in force; ${
          describeNearest(check, checkIds) ??
          `the checks are ${checkIds.join(', ')}`
        }`,
      );
    }
    if (item.automated && (item.covers || item.expiresAfter)) {
      add(
        item.covers ? 'covers' : 'expiresAfter',
        'is of signatures, and facts decide on this item',
      );
    }
    const immaterial = item.covers?.find(part =>
      IMMATERIAL_FIELDS.includes(part),
    );
    if (immaterial !== undefined) {
      add(
        'covers',
        `'${immaterial}' is not signed, as it changes without a release`,
      );
    }
  });
  if (!items.some(({ required, automated }) => required && !automated)) {
    problems.push({
      path: formatPath([id, 'items']),
      message:
        'requires no signature, so that nothing could approve it; add a required item without check and sla',
    });
  }
  const responsibles = items.map(({ responsible }) => responsible);
  for (const side of Object.keys(sides)) {
    if (!responsibles.includes(side)) {
      problems.push({
        path: formatPath([id, 'sides', side]),
        message: `is responsible for no item; those responsible are ${[
          ...new Set(responsibles),
        ].join(', ')}`,
      });
    }
  }
  return problems;
}

function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number'
        ? `${text}[${key}]`
        : `${text}${text ? '.' : ''}${String(key)}`,
    '',
  );
}
