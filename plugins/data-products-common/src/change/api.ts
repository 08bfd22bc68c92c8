import { z } from 'zod';
import { entityRefSchema, pageInfoSchema, pageQueryShape } from '../api/paging';
import {
  ACKNOWLEDGER_ROLES,
  CHANGE_EFFECTS,
  CHANGE_KINDS,
  CHANGE_STATES,
} from './Change';
import { contractDifferenceSchema } from './contractDifferenceSchema';
import { impactSummarySchema } from './impactApi';

const FINGERPRINT = /^[0-9a-f]{64}$/;
const SEMVER =
  /^\d{1,9}\.\d{1,9}\.\d{1,9}(-[0-9A-Za-z.-]{1,64})?(\+[0-9A-Za-z.-]{1,64})?$/;

/** A contract's document may have so many bytes in a request: 8 MiB. @public */
export const CHANGE_BODY_LIMIT = 8 * 1024 * 1024;

/** The ledger keeps it, and PostgreSQL can keep no NUL. */
const text = (least: number, most: number) =>
  z
    .string()
    .trim()
    .min(least)
    .max(most)
    .refine(value => !value.includes('\0'), 'must not hold NUL characters');
const reason = text(1, 1_000);
const fingerprint = z
  .string()
  .regex(FINGERPRINT, 'must be 64 hex digits: SHA-256 of canonical JSON');
const semver = z
  .string()
  .regex(SEMVER, 'must be a SemVer version, such as 2.3.0');
const url = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .max(2_000);

/**
 * The id of a change; who proposes may choose it, so that a proposal that is
 * sent twice is one.
 *
 * @public
 */
export const changeIdSchema = z.uuid(
  'must be a UUID, such as 0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b10',
);

/** Body of `POST /changes`. @public */
export const changeProposalSchema = z.strictObject({
  id: changeIdSchema.optional(),
  /** A data product or a decision path. */
  entityRef: entityRefSchema,
  kind: z.enum(CHANGE_KINDS),
  title: text(1, 200),
  description: text(0, 4_000).optional(),
  /** The new ODCS document; absent when the contract stays as it is. */
  contract: z.record(z.string(), z.unknown()).optional(),
  /**
   * Fingerprint of the contract that the change starts from. The one in force
   * when absent; when it is another, the gate says so.
   */
  base: fingerprint.optional(),
  /** Releases of the entity. `from` is the one in the catalog when absent. */
  version: z
    .strictObject({ from: semver.optional(), to: semver.optional() })
    .optional(),
  /** The release to go back to; the entity's `lastKnownGood` when absent. */
  rollbackTo: semver.optional(),
  commit: text(1, 200).optional(),
  /** Of the pull request, say. */
  url: url.optional(),
});

/**
 * Body of `POST /changes`.
 *
 * @public
 */
export type ChangeProposal = z.infer<typeof changeProposalSchema>;

/** Body of `POST /changes/:id/acknowledgements`. @public */
export const changeAcknowledgingSchema = z
  .strictObject({
    decision: z.enum(['accept', 'object']),
    /** Needed for an objection. */
    comment: reason.optional(),
    /** For whom; only for those who belong to several parties that are asked. */
    party: entityRefSchema.optional(),
  })
  .refine(
    ({ decision, comment }) => decision === 'accept' || comment !== undefined,
    { path: ['comment'], error: 'is missing: say what you object to' },
  );

/**
 * Body of `POST /changes/:id/acknowledgements`.
 *
 * @public
 */
export type ChangeAcknowledging = z.infer<typeof changeAcknowledgingSchema>;

/**
 * Hours in which a party is told of a change once, however often it is asked
 * for.
 *
 * @public
 */
export const NOTIFICATION_INTERVAL_HOURS = 4;

/** Body of `POST /changes/:id/notifications`. @public */
export const changeNotifyingSchema = z.strictObject({
  /** A team or person of whose own something is affected, or who agreed on it. */
  team: entityRefSchema,
});

/**
 * Body of `POST /changes/:id/notifications`.
 *
 * @public
 */
export type ChangeNotifying = z.infer<typeof changeNotifyingSchema>;

/** Body of `POST /changes/:id/overrides`. @public */
export const changeOverridingSchema = z.strictObject({
  /** Ids of the rules that blocked it when the person looked. */
  rules: z.array(z.string().min(1).max(100)).min(1).max(50),
  reason,
});

/**
 * Body of `POST /changes/:id/overrides`.
 *
 * @public
 */
export type ChangeOverriding = z.infer<typeof changeOverridingSchema>;

/** Body of `POST /changes/:id/promotions`. @public */
export const changePromotionSchema = z.strictObject({
  /** What was promoted; must be that of the change, where it names one. */
  commit: text(1, 200).optional(),
  /** Of the run that promoted it. */
  url: url.optional(),
});

/**
 * Body of `POST /changes/:id/promotions`.
 *
 * @public
 */
export type ChangePromotion = z.infer<typeof changePromotionSchema>;

/** Body of `POST /changes/:id/withdrawal`. @public */
export const changeWithdrawalSchema = z.strictObject({ reason });

/**
 * Body of `POST /changes/:id/withdrawal`.
 *
 * @public
 */
export type ChangeWithdrawal = z.infer<typeof changeWithdrawalSchema>;

/** Body of `POST /rollbacks`. @public */
export const rollbackRequestSchema = z.strictObject({
  /** So that a rollback that is reported twice is one. */
  id: changeIdSchema.optional(),
  entityRef: entityRefSchema,
  /** The release that is in force again. */
  toVersion: semver,
  reason,
  /** When the trouble began, ISO 8601; the recovery is timed from it. */
  brokenSince: z.iso.datetime({ offset: true }).optional(),
  url: url.optional(),
});

/**
 * Body of `POST /rollbacks`.
 *
 * @public
 */
export type RollbackRequest = z.infer<typeof rollbackRequestSchema>;

/** Query of `GET /changes`. @public */
export const changesQuerySchema = z.strictObject({
  entityRef: entityRefSchema.optional(),
  /** Changes of this entity, and those upstream that may reach it. */
  affecting: entityRefSchema.optional(),
  state: z.enum(CHANGE_STATES).optional(),
  /** Those that the caller can move on now, or that wait for a team of theirs. */
  waitingFor: z.enum(['me', 'team']).optional(),
  ...pageQueryShape,
});

/**
 * Query of `GET /changes`.
 *
 * @public
 */
export type ChangesQuery = z.infer<typeof changesQuerySchema>;

const partySchema = z.object({ ref: z.string(), title: z.string().optional() });

/** Why a gate is not open, or only warns. @public */
export const gateReasonSchema = z.object({
  /** Id of the rule. */
  rule: z.string(),
  /** `warn` does not block. */
  mode: z.enum(['enforce', 'warn']),
  /** Whether an override covers it. */
  overridden: z.boolean(),
  /** What is the case. */
  message: z.string(),
  /** Who can do something about it; empty when nobody is named for it. */
  whoseTurn: z.array(partySchema),
  /** What they can do. */
  how: z.string(),
});

/**
 * Why a gate is not open, or only warns.
 *
 * @public
 */
export type GateReason = z.infer<typeof gateReasonSchema>;

/** How a gate can judge. @public */
export const GATE_VERDICTS = ['pass', 'blocked', 'pass-with-override'] as const;

/**
 * One of {@link GATE_VERDICTS}.
 *
 * @public
 */
export type GateVerdict = (typeof GATE_VERDICTS)[number];

/** `GET /changes/:id/gate`. @public */
export const gateAnswerSchema = z.object({
  changeId: z.string(),
  verdict: z.enum(GATE_VERDICTS),
  /** What blocks first, then what is overridden, then what only warns. */
  reasons: z.array(gateReasonSchema),
  /** What the caller may see of all that is affected. */
  affected: impactSummarySchema,
  /** When it was judged, ISO 8601. */
  judgedAt: z.string(),
  /** From then on it must be asked for again, ISO 8601. */
  expiresAt: z.string(),
});

/**
 * `GET /changes/:id/gate`.
 *
 * @public
 */
export type GateAnswer = z.infer<typeof gateAnswerSchema>;

/** A party's answer, in answers. @public */
export const changeAcknowledgementSchema = z.object({
  party: partySchema,
  role: z.enum(ACKNOWLEDGER_ROLES),
  decision: z.enum(['accept', 'object']),
  comment: z.string().optional(),
  person: z.string(),
  at: z.string(),
});

/** An override, in answers. @public */
export const changeOverrideSchema = z.object({
  rules: z.array(z.string()),
  reason: z.string(),
  person: z.string(),
  at: z.string(),
  expiresAt: z.string(),
});

/** When a party was told of a change, in answers. @public */
export const changeNotificationSchema = z.object({
  party: partySchema,
  /** Who had them told: a person, or `service:` and the name of the pipeline. */
  by: z.string(),
  /** ISO 8601. */
  at: z.string(),
});

/** A rollback, in answers. @public */
export const rollbackSchema = z.object({
  id: z.string(),
  entityRef: z.string(),
  /** The promoted change that it takes back; absent when none is known. */
  changeId: z.string().optional(),
  fromVersion: z.string().optional(),
  toVersion: z.string(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  /** Seconds from when the trouble began; absent when that was not said. */
  recoverySeconds: z.number().optional(),
  url: z.string().optional(),
});

/**
 * `POST /rollbacks`.
 *
 * @public
 */
export type Rollback = z.infer<typeof rollbackSchema>;

const summaryShape = {
  id: z.string(),
  entity: partySchema,
  kind: z.enum(CHANGE_KINDS),
  title: z.string(),
  state: z.enum(CHANGE_STATES),
  effect: z.enum(CHANGE_EFFECTS),
  version: z.object({
    from: z.string().optional(),
    to: z.string().optional(),
  }),
  proposedBy: z.string(),
  /** ISO 8601. */
  proposedAt: z.string(),
  /** As last judged; asked for anew at the gate. */
  verdict: z.enum(GATE_VERDICTS),
  /** Who had to do something when it was last judged. */
  waitsFor: z.array(partySchema),
  /** How many entities it affected when it was proposed. */
  affectedCount: z.number(),
  commit: z.string().optional(),
  url: z.string().optional(),
  /** When it was promoted, rolled back or withdrawn, ISO 8601. */
  endedAt: z.string().optional(),
};

/** One change of a list. @public */
export const changeSummarySchema = z.object(summaryShape);

/**
 * One change of a list.
 *
 * @public
 */
export type ChangeSummary = z.infer<typeof changeSummarySchema>;

/** `GET /changes`: newest first. @public */
export const changeListSchema = z.object({
  items: z.array(changeSummarySchema),
  pageInfo: pageInfoSchema,
});

/**
 * `GET /changes`.
 *
 * @public
 */
export type ChangeList = z.infer<typeof changeListSchema>;

/** Whether the reader may do something now, and if not, why. @public */
export const changeActionSchema = z.object({
  may: z.boolean(),
  /** For whom, where one acts for a party. */
  parties: z.array(partySchema).optional(),
  /** Why not, and who can; absent when they may. */
  reason: z.string().optional(),
});

/** `GET /changes/:id`, and the answer of everything that changes one. @public */
export const changeDetailSchema = z.object({
  ...summaryShape,
  description: z.string().optional(),
  /** Fingerprints of the contracts before and after, where there are such. */
  base: z.string().optional(),
  contract: z.string().optional(),
  rollbackTo: z.string().optional(),
  /** Absent when the change brings no contract. */
  difference: contractDifferenceSchema.optional(),
  gate: gateAnswerSchema,
  /** Those that must answer, in order of their refs. */
  asked: z.array(
    z.object({
      party: partySchema,
      role: z.enum(ACKNOWLEDGER_ROLES),
      /** Absent while they have not answered. */
      decision: z.enum(['accept', 'object']).optional(),
      /** When their silence begins to count, ISO 8601. */
      until: z.string().optional(),
    }),
  ),
  /** All that were ever given, oldest first; of each party the last counts. */
  acknowledgements: z.array(changeAcknowledgementSchema),
  /** All that were ever given, oldest first. */
  overrides: z.array(changeOverrideSchema),
  /** The last of each party that was told of it, also by the proposal itself. */
  notifications: z.array(changeNotificationSchema),
  promotion: z
    .object({
      by: z.string(),
      at: z.string(),
      commit: z.string().optional(),
      url: z.string().optional(),
      /** As it was when the change was promoted. */
      verdict: z.enum(GATE_VERDICTS),
    })
    .optional(),
  rollback: rollbackSchema.optional(),
  withdrawal: z
    .object({ by: z.string(), at: z.string(), reason: z.string() })
    .optional(),
  /** What the reader may do; judged again when they do it. */
  reader: z.object({
    acknowledge: changeActionSchema,
    notify: changeActionSchema,
    override: changeActionSchema,
    promote: changeActionSchema,
    withdraw: changeActionSchema,
  }),
});

/**
 * `GET /changes/:id`.
 *
 * @public
 */
export type ChangeDetail = z.infer<typeof changeDetailSchema>;

/** A contract of an entity, as the catalog once had it. @public */
export const contractVersionSchema = z.object({
  /** SHA-256 of its canonical JSON, 64 hex digits. */
  fingerprint: z.string(),
  /** That the contract gives itself. */
  version: z.string().optional(),
  /** The entity's release at the time. */
  release: z.string().optional(),
  /** When the catalog first had it, ISO 8601. */
  firstSeen: z.string(),
  /** Whether it is the one in force. */
  current: z.boolean(),
  /** The change that brought it; absent when there was none. */
  changeId: z.string().optional(),
  /** Whether it came without a change that the gate had let pass. */
  aroundGate: z.boolean(),
});

/**
 * A contract of an entity, as the catalog once had it.
 *
 * @public
 */
export type ContractVersion = z.infer<typeof contractVersionSchema>;

/** Query of `GET /contracts/:kind/:namespace/:name/versions`. @public */
export const contractVersionsQuerySchema = z.strictObject({
  ...pageQueryShape,
});

/**
 * Query of `GET /contracts/:kind/:namespace/:name/versions`.
 *
 * @public
 */
export type ContractVersionsQuery = z.infer<typeof contractVersionsQuerySchema>;

/** `GET /contracts/:kind/:namespace/:name/versions`: newest first. @public */
export const contractVersionListSchema = z.object({
  items: z.array(contractVersionSchema),
  pageInfo: pageInfoSchema,
});

/**
 * `GET /contracts/:kind/:namespace/:name/versions`.
 *
 * @public
 */
export type ContractVersionList = z.infer<typeof contractVersionListSchema>;

/** Query of `GET /contracts/:kind/:namespace/:name/difference`. @public */
export const contractDifferenceQuerySchema = z.strictObject({
  /** Fingerprints of two versions. */
  before: fingerprint,
  after: fingerprint,
});

/**
 * Query of `GET /contracts/:kind/:namespace/:name/difference`.
 *
 * @public
 */
export type ContractDifferenceQuery = z.infer<
  typeof contractDifferenceQuerySchema
>;
