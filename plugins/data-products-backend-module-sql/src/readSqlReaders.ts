import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { durationToMilliseconds } from '@backstage/types';
import { Config, readDurationFromConfig } from '@backstage/config';
import { MeasuredTable, SqlReaderOptions } from './SqlReaderOptions';

const KEY = 'dataProducts.sqlReaders';
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * The readers in `dataProducts.sqlReaders`.
 *
 * @throws Error that names the path of what is wrong.
 */
export function readSqlReaders(config: RootConfigService): SqlReaderOptions[] {
  const readers = config.getOptionalConfig(KEY);
  return (readers?.keys() ?? []).map(id => {
    if (!ID.test(id)) {
      throw new Error(
        `Invalid config: ${KEY}.${id}: the name of a reader has small letters, digits and single hyphens, such as "warehouse"`,
      );
    }
    return readReader(id, readers!.getConfig(id));
  });
}

function readReader(id: string, config: Config): SqlReaderOptions {
  const tables = config
    .getConfigArray('tables')
    .map((table, index) => readTable(table, `${KEY}.${id}.tables[${index}]`));
  return {
    id,
    connectionString: config.getString('connectionString'),
    schedule: config.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : { frequency: { minutes: 15 }, timeout: { minutes: 15 } },
    statementTimeoutMs: durationToMilliseconds(
      config.has('statementTimeout')
        ? readDurationFromConfig(config, { key: 'statementTimeout' })
        : { minutes: 2 },
    ),
    tables,
  };
}

function readTable(config: Config, path: string): MeasuredTable {
  const name = config.getString('table').split('.');
  if (name.length > 2 || name.some(part => part === '')) {
    throw new Error(
      `Invalid config: ${path}.table: say "table" or "schema.table", and not "${name.join(
        '.',
      )}"`,
    );
  }
  const table = {
    dataset: config.getString('dataset'),
    name: name as [string] | [string, string],
    freshness: config.getOptionalString('freshness'),
    rowCount: config.getOptionalBoolean('rowCount') ?? false,
    nullShare: config.getOptionalStringArray('nullShare') ?? [],
  };
  if (!table.freshness && !table.rowCount && !table.nullShare.length) {
    throw new Error(
      `Invalid config: ${path} measures nothing: add freshness, rowCount or nullShare`,
    );
  }
  return table;
}
