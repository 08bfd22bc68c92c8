import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const ROOT = 'dataProducts.ledger';

/** How the ledger is configured. */
export interface LedgerConfig {
  /** The name of this ledger in its checkpoints, and of the key that signs them. */
  origin: string;
  /** PKCS #8, PEM; one is generated when absent. */
  signingKey?: string;
  checkpoints?: CheckpointsConfig;
}

/** Where checkpoints go by themselves, and when. */
export interface CheckpointsConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  file?: string;
  /** With `{size}` where the number of entries goes. */
  url?: string;
  headers: Record<string, string>;
}

/** @throws InputError that names the path of what is wrong in the configuration */
export function readLedgerConfig(config: Config): LedgerConfig {
  const origin =
    config.getOptionalString(`${ROOT}.origin`) ?? defaultOrigin(config);
  if (!/^[^\s+]+$/.test(origin)) {
    throw new InputError(
      `Invalid configuration: ${ROOT}.origin is '${origin}'; write a name without spaces and plus signs, such as portal.example.com/ledger`,
    );
  }
  return {
    origin,
    signingKey: config.getOptionalString(`${ROOT}.signingKey`),
    checkpoints: readCheckpoints(config),
  };
}

function defaultOrigin(config: Config): string {
  const baseUrl = config.getOptionalString('backend.baseUrl');
  const host =
    baseUrl && URL.canParse(baseUrl) ? new URL(baseUrl).host : 'localhost';
  return `${host}/data-products/ledger`;
}

function readCheckpoints(config: Config): CheckpointsConfig | undefined {
  const path = `${ROOT}.checkpoints`;
  const checkpoints = config.getOptionalConfig(path);
  if (!checkpoints) {
    return undefined;
  }
  const file = checkpoints.getOptionalString('file');
  const url = checkpoints.getOptionalString('url');
  if (file === undefined && url === undefined) {
    throw new InputError(
      `Invalid configuration: ${path} names no place; set ${path}.file, ${path}.url or both`,
    );
  }
  if (url !== undefined && !/^https?:\/\//.test(url)) {
    throw new InputError(
      `Invalid configuration: ${path}.url is '${url}'; write an address such as https://archive.example.com/ledger/{size}`,
    );
  }
  const schedule = checkpoints.getOptionalConfig('schedule');
  return {
    file,
    url,
    headers: checkpoints.getOptional<Record<string, string>>('headers') ?? {},
    schedule: schedule
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
      : {
          frequency: { hours: 1 },
          timeout: { minutes: 2 },
          initialDelay: { minutes: 1 },
        },
  };
}
