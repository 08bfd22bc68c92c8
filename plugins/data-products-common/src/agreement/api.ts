import { z } from 'zod';
import { entityRefSchema, pageInfoSchema, pageQueryShape } from '../api/paging';
import { objectiveSchema } from '../sla/api';
import {
  AGREEMENT_SIDES,
  AGREEMENT_STATES,
  CHANGE_SILENCES,
} from './Agreement';
import { proposedTermsSchema } from './termsInput';

const side = z.enum(AGREEMENT_SIDES);
const reason = z.string().trim().min(1).max(1_000);

/**
 * The id of an agreement; who proposes may choose it, so that a proposal that
 * is sent twice is one.
 *
 * @public
 */
export const agreementIdSchema = z.uuid(
  'must be a UUID, such as 0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b10',
);

/** Body of `POST /agreements`. @public */
export const agreementProposalSchema = z.strictObject({
  id: agreementIdSchema.optional(),
  /** A data product. */
  entityRef: entityRefSchema,
  /** The group that consumes it. */
  consumer: entityRefSchema,
  /** The team that provides it; only where the entity has several owners. */
  provider: entityRefSchema.optional(),
  /** For whom the proposer acts; only for members of both parties. */
  side: side.optional(),
  terms: proposedTermsSchema,
});

/**
 * Body of `POST /agreements`.
 *
 * @public
 */
export type AgreementProposal = z.infer<typeof agreementProposalSchema>;

/** Body of `POST /agreements/:id/revisions`. @public */
export const agreementCounterProposalSchema = z.strictObject({
  /** The newest revision as the proposer knows it. */
  answers: z.number().int().min(1),
  side: side.optional(),
  terms: proposedTermsSchema,
});

/**
 * Body of `POST /agreements/:id/revisions`.
 *
 * @public
 */
export type AgreementCounterProposal = z.infer<
  typeof agreementCounterProposalSchema
>;

/** Body of `POST /agreements/:id/signatures`. @public */
export const agreementSigningSchema = z.strictObject({
  /** What the signer was shown. */
  revision: z.number().int().min(1),
  /** Of that revision. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits'),
  /** For whom the signer signs; only for members of both parties. */
  side: side.optional(),
});

/**
 * Body of `POST /agreements/:id/signatures`.
 *
 * @public
 */
export type AgreementSigning = z.infer<typeof agreementSigningSchema>;

/** Body of `POST /agreements/:id/termination`. @public */
export const agreementTerminationSchema = z.strictObject({ reason });

/**
 * Body of `POST /agreements/:id/termination`.
 *
 * @public
 */
export type AgreementTermination = z.infer<typeof agreementTerminationSchema>;

/** Query of `GET /agreements`. @public */
export const agreementsQuerySchema = z.strictObject({
  entityRef: entityRefSchema.optional(),
  /** Agreements of which it is the provider or the consumer. */
  party: entityRefSchema.optional(),
  state: z.enum(AGREEMENT_STATES).optional(),
  /** `breached`: in force, and what is promised now is weaker. */
  breached: z.literal('true').optional(),
  /** In force, and the occasion is within 30 days. */
  due: z.enum(['renewal', 'review']).optional(),
  /** Those that the caller can sign now. */
  waitingFor: z.literal('me').optional(),
  ...pageQueryShape,
});

/**
 * Query of `GET /agreements`.
 *
 * @public
 */
export type AgreementsQuery = z.infer<typeof agreementsQuerySchema>;

const partySchema = z.object({ ref: z.string(), title: z.string().optional() });

/** The terms of a revision, in answers. @public */
export const agreementTermsSchema = z.object({
  objectives: z.array(objectiveSchema),
  responseTimes: z
    .object({
      acknowledge: z.string().optional(),
      restore: z.string().optional(),
    })
    .optional(),
  changes: z
    .object({
      answerWithin: z.string().optional(),
      silence: z.enum(CHANGE_SILENCES).optional(),
    })
    .optional(),
  remediation: z.string().optional(),
  access: z.string().optional(),
  reviewOn: z.string().optional(),
  renewOn: z.string(),
  notes: z.string().optional(),
});

/** What became of one promise, in answers. @public */
export const promiseComparisonSchema = z.object({
  name: z.string(),
  verdict: z.enum(['same', 'stronger', 'weaker', 'removed', 'added']),
  stronger: z.array(z.enum(['target', 'goal', 'window', 'cadence'])),
  weaker: z.array(z.enum(['target', 'goal', 'window', 'cadence'])),
  words: z.string(),
});

/** What differs between two revisions, in answers. @public */
export const agreementDifferenceSchema = z.object({
  objectives: z.array(promiseComparisonSchema),
  fields: z.array(
    z.object({
      field: z.string(),
      before: z.string().optional(),
      after: z.string().optional(),
    }),
  ),
});

/** A signature, in answers. @public */
export const agreementSignatureSchema = z.object({
  revision: z.number(),
  fingerprint: z.string(),
  side,
  /** Ref of the person. */
  signer: z.string(),
  /** ISO 8601. */
  at: z.string(),
});

const summaryShape = {
  id: z.string(),
  entityRef: z.string(),
  provider: partySchema,
  consumer: partySchema,
  state: z.enum(AGREEMENT_STATES),
  /** The revision that both sides signed, else the newest. */
  revision: z.number(),
  /** Those of this revision. */
  signatures: z.array(agreementSignatureSchema),
  /** Which sides have to sign for it to come into force. */
  awaits: z.array(side),
  /** When the first revision was proposed, ISO 8601. */
  proposedAt: z.string(),
  /** When both sides had signed, ISO 8601. */
  activeSince: z.string().optional(),
  /** When it ends by time alone, ISO 8601; absent once it ended. */
  validUntil: z.string().optional(),
  /** When it ended, ISO 8601. */
  endedAt: z.string().optional(),
  /** ISO 8601 date of the next quarterly review; of agreements in force. */
  nextReview: z.string().optional(),
  /**
   * Of agreements in force: the promises that are weaker now than they were
   * signed, or gone. The agreement stands while there are none.
   */
  breachedByChange: z.array(promiseComparisonSchema),
};

/** One agreement of a list. @public */
export const agreementSummarySchema = z.object(summaryShape);

/**
 * One agreement of a list.
 *
 * @public
 */
export type AgreementSummary = z.infer<typeof agreementSummarySchema>;

/** `GET /agreements`: newest first. @public */
export const agreementListSchema = z.object({
  items: z.array(agreementSummarySchema),
  pageInfo: pageInfoSchema,
});

/**
 * `GET /agreements`.
 *
 * @public
 */
export type AgreementList = z.infer<typeof agreementListSchema>;

/** Whether the reader may do something now, and if not, why. @public */
export const agreementActionSchema = z.object({
  /** For whom the reader may act; empty when they may not. */
  sides: z.array(side),
  /** Why not, and who can; absent when they may. */
  reason: z.string().optional(),
});

/** `GET /agreements/:id`, and the answer of everything that changes one. @public */
export const agreementDetailSchema = z.object({
  ...summaryShape,
  /** Oldest first. */
  revisions: z.array(
    z.object({
      revision: z.number(),
      terms: agreementTermsSchema,
      /** SHA-256 of what is signed, 64 hex digits. */
      fingerprint: z.string(),
      side,
      proposedBy: z.string(),
      proposedAt: z.string(),
      /** To the revision before; absent for the first. */
      difference: agreementDifferenceSchema.optional(),
    }),
  ),
  /** All that were ever given, oldest first. */
  allSignatures: z.array(agreementSignatureSchema),
  /** What is promised now beside the terms of `revision`. */
  promises: z.array(promiseComparisonSchema),
  termination: z
    .object({ at: z.string(), by: z.string(), reason: z.string() })
    .optional(),
  /** What the reader may do; judged again when they do it. */
  reader: z.object({
    sign: agreementActionSchema,
    counterPropose: agreementActionSchema,
    terminate: agreementActionSchema,
  }),
});

/**
 * `GET /agreements/:id`.
 *
 * @public
 */
export type AgreementDetail = z.infer<typeof agreementDetailSchema>;

/** Query of `GET /agreements/:id/export`. @public */
export const agreementExportQuerySchema = z.strictObject({
  /** The revision in force, else the newest, when absent. */
  revision: z.coerce.number().int().min(1).optional(),
});

/**
 * `GET /agreements/:id/export`: an ODCS document of the terms, with the
 * signatures among its custom properties.
 *
 * @public
 */
export const agreementExportSchema = z.record(z.string(), z.unknown());
