/**
 * What the Open Data Contract Standard 3.0 and 3.1 allow where, as its text
 * says: https://bitol-io.github.io/open-data-contract-standard/. A field that
 * either version knows is known.
 */

export const CONTRACT_FIELDS = [
  'apiVersion',
  'kind',
  'id',
  'name',
  'version',
  'status',
  'domain',
  'dataProduct',
  'tenant',
  'tags',
  'description',
  'schema',
  'support',
  'price',
  'team',
  'roles',
  'slaDefaultElement',
  'slaProperties',
  'servers',
  'authoritativeDefinitions',
  'customProperties',
  'contractCreatedTs',
];

export const DESCRIPTION_FIELDS = [
  'purpose',
  'limitations',
  'usage',
  'authoritativeDefinitions',
  'customProperties',
];

const ELEMENT_FIELDS = [
  'id',
  'name',
  'physicalName',
  'physicalType',
  'businessName',
  'description',
  'authoritativeDefinitions',
  'tags',
  'customProperties',
  'logicalType',
  'quality',
  'relationships',
  'properties',
];

export const SCHEMA_FIELDS = [...ELEMENT_FIELDS, 'dataGranularityDescription'];

export const COLUMN_FIELDS = [
  ...ELEMENT_FIELDS,
  'logicalTypeOptions',
  'primaryKey',
  'primaryKeyPosition',
  'required',
  'unique',
  'partitioned',
  'partitionKeyPosition',
  'classification',
  'encryptedName',
  'transformSourceObjects',
  'transformLogic',
  'transformDescription',
  'examples',
  'criticalDataElement',
  'items',
];

export const LOGICAL_TYPES = [
  'string',
  'date',
  'timestamp',
  'time',
  'number',
  'integer',
  'object',
  'array',
  'boolean',
];

export const LOGICAL_TYPE_OPTIONS = [
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'required',
  'timezone',
  'defaultTimezone',
];

export const RELATIONSHIP_FIELDS = ['type', 'from', 'to', 'customProperties'];

export const QUALITY_OPERATORS = [
  'mustBe',
  'mustNotBe',
  'mustBeGreaterThan',
  'mustBeGreaterOrEqualTo',
  'mustBeLessThan',
  'mustBeLessOrEqualTo',
  'mustBeBetween',
  'mustNotBeBetween',
] as const;

export const QUALITY_FIELDS = [
  'id',
  'name',
  'description',
  'type',
  'metric',
  'rule',
  'arguments',
  ...QUALITY_OPERATORS,
  'unit',
  'query',
  'engine',
  'implementation',
  'dimension',
  'method',
  'severity',
  'businessImpact',
  'scheduler',
  'schedule',
  'tags',
  'customProperties',
  'authoritativeDefinitions',
];

export const QUALITY_TYPES = ['library', 'sql', 'text', 'custom'];

export const QUALITY_METRICS = [
  'nullValues',
  'missingValues',
  'invalidValues',
  'duplicateValues',
  'rowCount',
];

/** Each dimension by its two-letter synonym. */
export const QUALITY_DIMENSIONS: Readonly<Record<string, string>> = {
  ac: 'accuracy',
  cp: 'completeness',
  cf: 'conformity',
  cs: 'consistency',
  cv: 'coverage',
  tm: 'timeliness',
  uq: 'uniqueness',
};

export const TEAM_FIELDS = [
  'id',
  'name',
  'description',
  'members',
  'tags',
  'customProperties',
  'authoritativeDefinitions',
];

export const MEMBER_FIELDS = [
  'id',
  'username',
  'name',
  'description',
  'role',
  'dateIn',
  'dateOut',
  'replacedByUsername',
  'tags',
  'customProperties',
  'authoritativeDefinitions',
];

export const SUPPORT_FIELDS = [
  'id',
  'channel',
  'url',
  'description',
  'tool',
  'scope',
  'invitationUrl',
  'customProperties',
];

export const ROLE_FIELDS = [
  'id',
  'role',
  'description',
  'access',
  'firstLevelApprovers',
  'secondLevelApprovers',
  'customProperties',
];

export const SLA_FIELDS = [
  'id',
  'property',
  'value',
  'valueExt',
  'unit',
  'element',
  'driver',
  'description',
  'scheduler',
  'schedule',
];

export const PRICE_FIELDS = ['id', 'priceAmount', 'priceCurrency', 'priceUnit'];

export const LINK_FIELDS = ['id', 'url', 'type', 'description'];

export const CUSTOM_PROPERTY_FIELDS = [
  'id',
  'property',
  'value',
  'description',
];

export const SERVER_FIELDS = [
  'id',
  'server',
  'type',
  'description',
  'environment',
  'roles',
  'customProperties',
  'account',
  'catalog',
  'database',
  'dataset',
  'delimiter',
  'endpointUrl',
  'format',
  'host',
  'location',
  'path',
  'port',
  'project',
  'region',
  'regionName',
  'schema',
  'serviceName',
  'stagingDir',
  'stream',
  'warehouse',
];

export const SERVER_TYPES = [
  'api',
  'athena',
  'azure',
  'bigquery',
  'clickhouse',
  'cloudsql',
  'custom',
  'databricks',
  'db2',
  'denodo',
  'dremio',
  'duckdb',
  'glue',
  'hive',
  'impala',
  'informix',
  'kafka',
  'kinesis',
  'local',
  'mysql',
  'oracle',
  'postgres',
  'postgresql',
  'presto',
  'pubsub',
  'redshift',
  's3',
  'sftp',
  'snowflake',
  'sqlserver',
  'synapse',
  'trino',
  'vertica',
  'zen',
];
