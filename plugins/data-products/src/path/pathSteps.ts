import {
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { getEntityRelations } from '@backstage/plugin-catalog-react';
import {
  DecisionPathEntity,
  ReadinessLevel,
  REQUIRED_STAGES,
  STEP_STAGES,
  StepStage,
} from '@handoff/backstage-plugin-data-products-common';

/** What is known of a step's entity. */
export interface StepFacts {
  /** Absent when the catalog has no such entity, or the reader may not see it. */
  entity?: Entity;
  level?: ReadinessLevel;
  score?: number;
}

/** A step of a path, or the gap where one is missing. */
export interface PathStep {
  stage: StepStage;
  /** Absent for a gap. */
  name?: string;
  description?: string;
  /** Full ref. */
  entityRef?: string;
  /** Full refs of those who answer for the step. */
  ownerRefs: string[];
  score?: number;
  level?: ReadinessLevel;
  /** What is wrong with it; absent as long as its entity is not looked up. */
  problem?: 'missing-stage' | 'not-in-catalog' | 'no-owner';
}

/** The full refs of the entities that a path leads through. */
export function stepEntityRefs(path: DecisionPathEntity): string[] {
  return [
    ...new Set(
      (path.spec.steps ?? []).flatMap(({ entity }) =>
        entity ? [fullRef(entity, path)] : [],
      ),
    ),
  ];
}

/**
 * The line of a path: its steps in their order, with gaps for the stages that
 * it lacks.
 *
 * @param facts - by full ref; `undefined` while they are not known
 */
export function pathSteps(
  path: DecisionPathEntity,
  facts: ReadonlyMap<string, StepFacts> | undefined,
): PathStep[] {
  const steps = (path.spec.steps ?? []).map((step): PathStep => {
    const entityRef = step.entity && fullRef(step.entity, path);
    const known = entityRef ? facts?.get(entityRef) : undefined;
    const ownerRefs = ownersOf(step, known?.entity, path);
    const absent = Boolean(facts && entityRef && !known?.entity);
    const ownerless = ownerRefs.length === 0 && (facts || !entityRef);
    return {
      stage: step.stage,
      name: step.name,
      description: step.description,
      entityRef,
      ownerRefs,
      score: known?.score,
      level: known?.level,
      problem:
        (absent && 'not-in-catalog') || (ownerless && 'no-owner') || undefined,
    };
  });

  for (const { stages } of REQUIRED_STAGES) {
    if (steps.some(({ stage }) => stages.includes(stage))) {
      continue;
    }
    const position = steps.findIndex(
      ({ stage }) =>
        STEP_STAGES.indexOf(stage) > STEP_STAGES.indexOf(stages[0]),
    );
    steps.splice(position < 0 ? steps.length : position, 0, {
      stage: stages[0],
      ownerRefs: [],
      problem: 'missing-stage',
    });
  }
  return steps;
}

const PROBLEM_RANKS = ['missing-stage', 'not-in-catalog', 'no-owner'];
const LEVEL_RANKS: (ReadinessLevel | undefined)[] = ['not-ready', 'at-risk'];

/** The step that breaks first; `undefined` when none has a weakness. */
export function weakestStep(steps: readonly PathStep[]): PathStep | undefined {
  const rank = ({ problem, level }: PathStep) => {
    if (problem) {
      return PROBLEM_RANKS.indexOf(problem);
    }
    const index = LEVEL_RANKS.indexOf(level);
    return index < 0 ? Infinity : PROBLEM_RANKS.length + index;
  };
  const [first] = [...steps].sort(
    (a, b) => rank(a) - rank(b) || (a.score ?? 0) - (b.score ?? 0),
  );
  return first && rank(first) < Infinity ? first : undefined;
}

function ownersOf(
  step: NonNullable<DecisionPathEntity['spec']['steps']>[number],
  entity: Entity | undefined,
  path: DecisionPathEntity,
): string[] {
  if (step.owner) {
    return [fullRef(step.owner, path, 'group')];
  }
  if (entity) {
    return getEntityRelations(entity, RELATION_OWNED_BY).map(ref =>
      stringifyEntityRef(ref),
    );
  }
  if (step.entity) {
    return [];
  }
  const { decisionMakers, feedback } = path.spec;
  if (step.stage === 'decision') {
    return [decisionMakers ?? []]
      .flat()
      .map(ref => fullRef(ref, path, 'group'));
  }
  return step.stage === 'feedback' && feedback?.responder
    ? [fullRef(feedback.responder, path, 'user')]
    : [];
}

function fullRef(
  ref: string,
  path: Entity,
  defaultKind = 'DataProduct',
): string {
  return stringifyEntityRef(
    parseEntityRef(ref, {
      defaultKind,
      defaultNamespace: path.metadata.namespace,
    }),
  );
}
