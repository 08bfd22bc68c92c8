import { InputError } from '@backstage/errors';
import { HandoffKind } from '../entities';
import { isRecord } from '../fieldPath';
import { describeValue } from './describeValue';
import { ruleProblems } from './entityRules';
import { identityProblems } from './identityProblems';
import { envelopeProblems, schemaProblems } from './schemaProblems';
import { createProblem, ValidationProblem } from './ValidationProblem';

/**
 * All that is wrong with an entity of one of our kinds, as far as the entity
 * alone can tell: whether its refs lead anywhere is not looked at.
 *
 * It takes anything, never throws, and reports each place once. A document
 * that is not one of our kinds has one problem, which says so.
 *
 * The formats of names, tags and labels are left to the catalog, which an
 * adopter can tell to accept others.
 *
 * @public
 */
export function validateHandoffEntity(entity: unknown): ValidationProblem[] {
  if (!isRecord(entity)) {
    return [
      createProblem(
        [],
        entity,
        field => `${field} is ${describeValue(entity)}; must be a map`,
      ),
    ];
  }
  const foreign = identityProblems(entity);
  if (foreign.length) {
    return foreign;
  }
  const kind = entity.kind as HandoffKind;
  return uniqueByPointer([
    ...schemaProblems(entity, kind),
    ...envelopeProblems(entity),
    ...ruleProblems(entity, kind),
  ]);
}

/**
 * Checks an entity of one of our kinds.
 *
 * @throws InputError when there are problems, with all of them in its message
 * @public
 */
export function assertHandoffEntity(entity: unknown): void {
  const problems = validateHandoffEntity(entity);
  if (problems.length) {
    throw new InputError(describeProblems(entity, problems));
  }
}

function describeProblems(
  entity: unknown,
  problems: ValidationProblem[],
): string {
  const { kind, metadata } = isRecord(entity)
    ? entity
    : { kind: undefined, metadata: undefined };
  const name = isRecord(metadata) ? metadata.name : undefined;
  const subject = [kind, name]
    .filter(part => typeof part === 'string')
    .join(' ');
  const count =
    problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  const lines = problems.map(({ message }) => `- ${message}`);
  return [`${subject || 'The entity'} has ${count}:`, ...lines].join('\n');
}

function uniqueByPointer(problems: ValidationProblem[]): ValidationProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ pointer }) => {
    const isNew = !seen.has(pointer);
    seen.add(pointer);
    return isNew;
  });
}
