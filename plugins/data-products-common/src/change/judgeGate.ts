import { GateVerdict } from './api';
import { ChangeOverride } from './Change';
import { GatePolicy } from './GatePolicy';
import { GATE_RULES, GateFacts, GateFinding, GateRule } from './rules';

/**
 * Something that the gate holds against a change.
 *
 * @public
 */
export interface GateObjection extends GateFinding {
  /** Id of the rule. */
  rule: string;
  mode: 'enforce' | 'warn';
  /** Whether an override covers it. */
  overridden: boolean;
}

/**
 * What a gate says of a change at a time.
 *
 * @public
 */
export interface GateJudgement {
  verdict: GateVerdict;
  /** What blocks first, then what is overridden, then what only warns. */
  objections: GateObjection[];
  /** From then on it must be judged anew, ISO 8601. */
  expiresAt: string;
}

/**
 * Judges whether a change may be promoted. It fails closed: a rule that cannot
 * be judged blocks, whatever its mode.
 *
 * @param overrides - that were given for the change
 * @param rules - those of the gate, unless a test wants others
 * @public
 */
export function judgeGate(
  facts: GateFacts,
  policy: GatePolicy,
  overrides: readonly ChangeOverride[],
  now: Date,
  rules: readonly GateRule[] = GATE_RULES,
): GateJudgement {
  const time = now.toISOString();
  const counting = overrides.filter(
    ({ at, expiresAt }) => at <= time && time < expiresAt,
  );
  const objections = rules.flatMap(rule => {
    const configured = policy.modes[rule.id] ?? 'enforce';
    const { findings, failed } = ask(rule, facts, policy, now);
    const mode = failed ? 'enforce' : configured;
    return mode === 'off'
      ? []
      : findings.map(finding => ({
          ...finding,
          rule: rule.id,
          mode,
          overridden:
            mode === 'enforce' &&
            counting.some(override => override.rules.includes(rule.id)),
        }));
  });
  objections.sort((a, b) => rank(a) - rank(b));
  return {
    verdict: verdictOf(objections),
    objections,
    expiresAt: firstOf([
      new Date(now.getTime() + policy.validFor).toISOString(),
      ...counting.map(({ expiresAt }) => expiresAt),
      ...objections.flatMap(({ until }) => until ?? []),
    ]),
  };
}

function ask(
  rule: GateRule,
  facts: GateFacts,
  policy: GatePolicy,
  now: Date,
): { findings: GateFinding[]; failed: boolean } {
  try {
    return { findings: rule.judge(facts, policy, now), failed: false };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      findings: [
        {
          message: `“${rule.title}” could not be judged: ${reason}`,
          whoseTurn: [],
          how: 'Tell whoever runs the portal.',
        },
      ],
      failed: true,
    };
  }
}

function verdictOf(objections: readonly GateObjection[]): GateVerdict {
  const enforced = objections.filter(({ mode }) => mode === 'enforce');
  if (!enforced.length) {
    return 'pass';
  }
  return enforced.every(({ overridden }) => overridden)
    ? 'pass-with-override'
    : 'blocked';
}

function rank({ mode, overridden }: GateObjection): number {
  if (mode === 'warn') {
    return 2;
  }
  return overridden ? 1 : 0;
}

function firstOf(times: readonly string[]): string {
  return times.reduce((first, time) => (time < first ? time : first));
}
