import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  CHANGE_SILENCES,
  DEFAULT_GATE_POLICY,
  GATE_MODES,
  GATE_RULES,
  GateMode,
  GatePolicy,
} from '@handoff/backstage-plugin-data-products-common';

const ROOT = 'dataProducts.gate';

/** @throws InputError that names the path of what is wrong in the configuration */
export function readGatePolicy(config: Config): GatePolicy {
  const duration = (key: string, fallback: number) =>
    config.has(`${ROOT}.${key}`)
      ? durationToMilliseconds(
          readDurationFromConfig(config, { key: `${ROOT}.${key}` }),
        )
      : fallback;
  return {
    modes: readModes(config),
    answerWithin: duration('answerWithin', DEFAULT_GATE_POLICY.answerWithin),
    silence:
      readOne(config, `${ROOT}.silence`, CHANGE_SILENCES) ??
      DEFAULT_GATE_POLICY.silence,
    validFor: duration('validFor', DEFAULT_GATE_POLICY.validFor),
    overrideFor: duration('overrideFor', DEFAULT_GATE_POLICY.overrideFor),
  };
}

function readModes(config: Config): Record<string, GateMode> {
  const rules = config.getOptionalConfig(`${ROOT}.rules`);
  const known = GATE_RULES.map(({ id }) => id);
  const modes: Record<string, GateMode> = {};
  for (const id of rules?.keys() ?? []) {
    if (!known.includes(id)) {
      throw new InputError(
        `Invalid configuration: ${ROOT}.rules.${id} is no rule of the gate; there are ${known.join(
          ', ',
        )}`,
      );
    }
    modes[id] = readOne(config, `${ROOT}.rules.${id}`, GATE_MODES)!;
  }
  return modes;
}

function readOne<T extends string>(
  config: Config,
  key: string,
  allowed: readonly T[],
): T | undefined {
  const value = config.getOptionalString(key);
  const found = allowed.find(each => each === value);
  if (value !== undefined && found === undefined) {
    throw new InputError(
      `Invalid configuration: ${key} is '${value}'; write one of ${allowed.join(
        ', ',
      )}`,
    );
  }
  return found;
}
