import { GATE_RULES, GateMode, GATE_MODES, GateTerms } from './rules';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The annotation with which a product starts gently: `warn` for all rules, or
 * modes of single rules, such as `version-step=warn, no-critical-breach=off`.
 *
 * @public
 */
export const GATE_ANNOTATION = 'handoff/gate';

/**
 * How strict a gate is.
 *
 * @public
 */
export interface GatePolicy extends GateTerms {
  /** By the id of the rule; those that are not named are enforced. */
  modes: Readonly<Record<string, GateMode>>;
  /** How long a verdict may be relied upon, in ms. */
  validFor: number;
  /** How long an override counts, in ms. */
  overrideFor: number;
}

/**
 * The policy where nothing else is said: every rule is enforced, parties have
 * five days to answer and silence is no acceptance, a verdict counts for an
 * hour and an override for a day.
 *
 * @public
 */
export const DEFAULT_GATE_POLICY: GatePolicy = {
  modes: {},
  answerWithin: 5 * DAY_MS,
  silence: 'not-accepted',
  validFor: HOUR_MS,
  overrideFor: DAY_MS,
};

/**
 * The policy for one product. What an annotation says that is no mode of a
 * rule changes nothing: what was meant to loosen the gate by mistake does not.
 *
 * @param annotation - the value of {@link GATE_ANNOTATION}, where there is one
 * @public
 */
export function gatePolicyFor(
  policy: GatePolicy,
  annotation: string | undefined,
): GatePolicy {
  if (annotation === undefined) {
    return policy;
  }
  const modes: Record<string, GateMode> = { ...policy.modes };
  for (const part of annotation.split(',')) {
    const [first, second] = part.split('=').map(word => word.trim());
    if (second === undefined && isMode(first)) {
      for (const { id } of GATE_RULES) {
        modes[id] = loosest(modes[id] ?? 'enforce', first);
      }
    } else if (isMode(second) && GATE_RULES.some(({ id }) => id === first)) {
      modes[first] = second;
    }
  }
  return { ...policy, modes };
}

function loosest(one: GateMode, other: GateMode): GateMode {
  return GATE_MODES[
    Math.max(GATE_MODES.indexOf(one), GATE_MODES.indexOf(other))
  ];
}

function isMode(word: string | undefined): word is GateMode {
  return GATE_MODES.some(mode => mode === word);
}
