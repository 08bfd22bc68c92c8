/**
 * A contract in one normalised form, read from an Open Data Contract Standard
 * (ODCS) 3.x document. The document itself stays whole in the entity; this is
 * what rules and screens work on.
 *
 * @public
 */
export interface Contract {
  /** ODCS `apiVersion`, such as `v3.1.0`. */
  apiVersion: string;
  id?: string;
  name?: string;
  /** SemVer of the contract. */
  version?: string;
  /** ODCS lifecycle: proposed, draft, active, deprecated, retired, or another word. */
  status?: string;
  domain?: string;
  dataProduct?: string;
  tenant?: string;
  description?: { purpose?: string; limitations?: string; usage?: string };
  schemas: ContractSchema[];
  /** Rules at any level, each with the element that it judges. */
  quality: QualityExpectation[];
  team: { name?: string; description?: string; members: ContractTeamMember[] };
  support: ContractSupportChannel[];
  roles: ContractRole[];
  slaProperties: ContractSlaProperty[];
  servers: ContractServer[];
  price?: { amount: number; currency?: string; unit?: string };
  links: ContractLink[];
  tags: string[];
  /** What the author adds, as `name: value`, in the order of the names. */
  customProperties: string[];
}

/** One table, view, topic or document type. @public */
export interface ContractSchema {
  name: string;
  physicalName?: string;
  physicalType?: string;
  businessName?: string;
  description?: string;
  /** What one row stands for (ODCS `dataGranularityDescription`). */
  grain?: string;
  tags: string[];
  links: ContractLink[];
  /** What the author adds, as `name: value`, in the order of the names. */
  customProperties: string[];
  /** Columns in order; nested objects are flattened, with dotted names. */
  columns: ContractColumn[];
  /** Names of the columns that form the primary key, in key order. */
  primaryKey: string[];
  relationships: ContractRelationship[];
}

/**
 * One column, or one member of an object column.
 *
 * @public
 */
export interface ContractColumn {
  /** Dotted path within the schema: `address.city`, `items[].sku`. */
  name: string;
  /** 0 for a column, 1 for a member of an object column, and so on. */
  depth: number;
  physicalName?: string;
  businessName?: string;
  description?: string;
  logicalType?: string;
  physicalType?: string;
  required: boolean;
  unique: boolean;
  primaryKey: boolean;
  primaryKeyPosition?: number;
  partitioned: boolean;
  partitionKeyPosition?: number;
  /** Where the values stand encrypted, in the dataset. */
  encryptedName?: string;
  classification?: string;
  criticalDataElement: boolean;
  examples: string[];
  tags: string[];
  links: ContractLink[];
  /** What the author adds, as `name: value`, in the order of the names. */
  customProperties: string[];
  /** Constraints of the logical type: `maxLength`, `pattern`, `minimum`, … */
  constraints: Record<string, string | number | boolean>;
  transform?: { logic?: string; description?: string; sources: string[] };
  /** How many quality rules judge this column. */
  qualityRules: number;
}

/**
 * A foreign key or another reference between columns, as dotted names.
 *
 * @public
 */
export interface ContractRelationship {
  type: string;
  from: string[];
  to: string[];
}

/**
 * A quality rule. A rule counts as an expectation *with a threshold* when it
 * has a comparison; rules in free text or without one are kept and marked.
 *
 * @public
 */
export interface QualityExpectation {
  /** Stable within the contract, when the contract gives one. */
  id?: string;
  name?: string;
  /** ODCS rule type: `library`, `sql`, `text`, `custom`. */
  type: string;
  /** Metric of the library, or the older standard's rule name. */
  metric?: string;
  /** `schema` or `schema.column`. */
  element: string;
  description?: string;
  dimension?: string;
  severity?: string;
  businessImpact?: string;
  unit?: string;
  /** Absent when the rule states none. */
  threshold?: QualityThreshold;
  /** What the metric counts against, in words: "one of pounds, kg". */
  criteria?: string;
  /** The values that are allowed, when the rule lists them (`validValues`). */
  validValues?: string[];
  /** The share or count of errors that is tolerated, in words ("at most 2 %"). */
  tolerance?: string;
  schedule?: string;
  query?: string;
  /** What runs a rule of type `custom`, and what it is told to do. */
  engine?: string;
  implementation?: string;
  /** JSON Pointer into the document. */
  pointer?: string;
}

/**
 * A comparison of a metric's value. Whether the bounds of `between` are inside
 * is left open, as the standard leaves it, unless they are excluded; both
 * bounds may be equal.
 *
 * @public
 */
export type QualityThreshold =
  | {
      comparator:
        | 'equals'
        | 'not-equals'
        | 'greater-than'
        | 'at-least'
        | 'less-than'
        | 'at-most';
      value: number | string | boolean;
    }
  | {
      comparator: 'between' | 'not-between';
      low: number;
      high: number;
      /** The bounds that two operators exclude; absent when there are none. */
      excludes?: ('low' | 'high')[];
    };

/**
 * A member of the team, with the dates of the membership (ODCS `team`).
 *
 * @public
 */
export interface ContractTeamMember {
  username: string;
  name?: string;
  role?: string;
  description?: string;
  /** ISO 8601 date. */
  dateIn?: string;
  /** ISO 8601 date; the member has left from that day on. */
  dateOut?: string;
  replacedByUsername?: string;
  /** JSON Pointer into the document. */
  pointer?: string;
}

/**
 * A support channel (ODCS `support`).
 *
 * @public
 */
export interface ContractSupportChannel {
  channel: string;
  tool?: string;
  /** As written: check it before making a link of it. */
  url?: string;
  invitationUrl?: string;
  scope?: string;
  description?: string;
}

/**
 * An access role, with who approves it (ODCS `roles`).
 *
 * @public
 */
export interface ContractRole {
  role: string;
  access?: string;
  description?: string;
  firstLevelApprovers?: string;
  secondLevelApprovers?: string;
}

/**
 * One SLA property, as the document states it (ODCS `slaProperties`).
 *
 * @public
 */
export interface ContractSlaProperty {
  /** Stable within the contract, when the contract gives one. */
  id?: string;
  /** As written, such as `latency`, `Latency` or its synonym `ly`. */
  property: string;
  value?: string | number | boolean;
  valueExt?: string | number;
  unit?: string;
  element?: string;
  driver?: string;
  description?: string;
  /** JSON Pointer into the document. */
  pointer?: string;
}

/**
 * Where the data is (ODCS `servers`).
 *
 * @public
 */
export interface ContractServer {
  server: string;
  type?: string;
  description?: string;
  environment?: string;
  /** Where it is, in one line: host, database and schema, or a location URL. */
  location?: string;
}

/**
 * A link to an authoritative definition (ODCS `authoritativeDefinitions`).
 *
 * @public
 */
export interface ContractLink {
  /** As written: check it before making a link of it. */
  url: string;
  type?: string;
  description?: string;
}

/**
 * Something in a contract that is not as the standard wants it. The rest of
 * the document is read all the same.
 *
 * @public
 */
export interface ContractProblem {
  /** JSON Pointer (RFC 6901) into the document; empty for the document itself. */
  pointer: string;
  /** What is wrong, what is allowed. */
  message: string;
  severity: 'error' | 'warning';
}

/**
 * What came of reading a document as a contract.
 *
 * @public
 */
export interface ContractReading {
  /** Absent when the input is not an ODCS document at all. */
  contract?: Contract;
  problems: ContractProblem[];
  /** Set when the document is too large or too deep to be read to its end. */
  incomplete?: true;
}
