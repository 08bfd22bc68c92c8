import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  AgreementCounterProposal,
  AgreementDetail,
  AgreementList,
  AgreementProposal,
  AgreementSigning,
  AgreementsQuery,
  AgreementTermination,
  ChangeAcknowledging,
  ChangeDetail,
  ChangeList,
  ChangeNotifying,
  ChangeOverriding,
  ChangeProposal,
  ChangesQuery,
  ChangeWithdrawal,
  CheckList,
  ChecklistList,
  ChecklistsQuery,
  ContractDifference,
  ContractDifferenceQuery,
  ContractVersionList,
  DomainList,
  EvaluationResponse,
  HandoffCompletionRequest,
  HandoffDetail,
  HandoffList,
  HandoffRequest,
  HandoffSigning,
  HandoffsQuery,
  HandoffWithdrawalRequest,
  LedgerCheckpoint,
  LedgerList,
  LedgerQuery,
  ImpactAnswer,
  ImpactQuery,
  OwnershipDetail,
  OwnershipList,
  OwnershipQuery,
  ReadinessDetail,
  ReadinessFacets,
  ReadinessList,
  ReadinessQuery,
  Series,
  SeriesQuery,
  SlaDetail,
  TeamDetail,
  TeamList,
  Transitions,
  WaitingList,
  WaiverDecision,
  WaiverDetail,
  WaiverList,
  WaiverRequest,
  WaiversQuery,
} from '@handoff/backstage-plugin-data-products-common';

/**
 * Which page of a list to ask for.
 *
 * @public
 */
export interface PageRequest {
  /** At most 200. */
  limit?: number;
  /** `pageInfo.nextCursor` of the page before. */
  cursor?: string;
}

/**
 * What any request takes.
 *
 * @public
 */
export interface RequestOptions {
  /** Aborts the request when the answer is no longer wanted. */
  signal?: AbortSignal;
}

/**
 * An agreement as an Open Data Contract Standard document.
 *
 * @public
 */
export type AgreementExport = Record<string, unknown>;

/**
 * What the data products backend answers to a browser. Entity refs are full
 * refs, times are UTC ISO 8601, scores are 0 to 100.
 *
 * Every method rejects with a `ResponseError` when the backend refuses: 403 and
 * 404 mean that the reader may not see the entity or that it does not exist.
 *
 * @public
 */
export interface DataProductsApi {
  /** The readiness of one product or path, with every outcome. */
  getReadiness(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<ReadinessDetail>;

  /** One page of products and paths; only those that the reader may see. */
  listReadiness(
    query: ReadinessQuery,
    options?: RequestOptions,
  ): Promise<ReadinessList>;

  /** What the list can be filtered by, with counts under the given filters. */
  getFacets(
    query: ReadinessQuery,
    options?: RequestOptions,
  ): Promise<ReadinessFacets>;

  /** How the readiness of one entity changed, newest first. */
  listTransitions(
    entityRef: string,
    page: PageRequest,
    options?: RequestOptions,
  ): Promise<Transitions>;

  /** One page of the teams that own anything, with the groups above them. */
  listTeams(page: PageRequest, options?: RequestOptions): Promise<TeamList>;

  /** How one group stands, with the groups below it and its trend. */
  getTeam(teamRef: string, options?: RequestOptions): Promise<TeamDetail>;

  /** How each domain stands. */
  listDomains(options?: RequestOptions): Promise<DomainList>;

  /** Who fills which role of an entity, its contacts and its escalation. */
  getOwnership(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<OwnershipDetail>;

  /** Who answers for a dataset, what a party answers for, or what is vacant. */
  findOwnership(
    query: OwnershipQuery,
    options?: RequestOptions,
  ): Promise<OwnershipList>;

  /** What an entity promises, and how it is kept. */
  getSla(entityRef: string, options?: RequestOptions): Promise<SlaDetail>;

  /** How an objective of an entity went over time. */
  getSeries(
    entityRef: string,
    objective: string,
    query: SeriesQuery,
    options?: RequestOptions,
  ): Promise<Series>;

  /** One page of agreements on entities that the reader may see, newest first. */
  listAgreements(
    query: AgreementsQuery,
    options?: RequestOptions,
  ): Promise<AgreementList>;

  /** One agreement whole, with what the reader may do. */
  getAgreement(id: string, options?: RequestOptions): Promise<AgreementDetail>;

  /**
   * Proposes terms between the provider of an entity and one consumer. Sent
   * twice with the same `id` it is one proposal.
   */
  proposeAgreement(proposal: AgreementProposal): Promise<AgreementDetail>;

  /** Answers the newest revision; rejects with 409 when another is the newest. */
  counterPropose(
    id: string,
    proposal: AgreementCounterProposal,
  ): Promise<AgreementDetail>;

  /** Signs the newest revision; rejects with 409 when another is the newest. */
  signAgreement(
    id: string,
    signing: AgreementSigning,
  ): Promise<AgreementDetail>;

  /** Ends an agreement, or withdraws a proposal. */
  terminateAgreement(
    id: string,
    termination: AgreementTermination,
  ): Promise<AgreementDetail>;

  /**
   * The terms as an Open Data Contract Standard document.
   *
   * @param revision - the one in force, else the newest, when absent
   */
  exportAgreement(id: string, revision?: number): Promise<AgreementExport>;

  /** The checks in force. */
  listChecks(options?: RequestOptions): Promise<CheckList>;

  /**
   * Has entities judged again; all of them when no refs are given. Needs the
   * permission `data-products.readiness.evaluate`.
   */
  evaluate(entityRefs?: string[]): Promise<EvaluationResponse>;

  /** One page of waivers, newest first, with what the reader may do about each. */
  listWaivers(
    query: WaiversQuery,
    options?: RequestOptions,
  ): Promise<WaiverList>;

  /** Requests that an entity is exempted from a check for a while. */
  requestWaiver(request: WaiverRequest): Promise<WaiverDetail>;

  /** Approves or rejects a waiver that somebody else requested. */
  decideWaiver(
    id: string,
    made: { decision: WaiverDecision; comment?: string },
  ): Promise<WaiverDetail>;

  /** Takes back a request of one's own. */
  withdrawWaiver(id: string): Promise<WaiverDetail>;

  /** Ends a waiver that is in force. */
  revokeWaiver(
    id: string,
    revocation: { reason: string },
  ): Promise<WaiverDetail>;

  /** The checklists by which handoffs can be requested. */
  listChecklists(
    query: ChecklistsQuery,
    options?: RequestOptions,
  ): Promise<ChecklistList>;

  /** One page of handoffs of entities that the reader may see, newest first. */
  listHandoffs(
    query: HandoffsQuery,
    options?: RequestOptions,
  ): Promise<HandoffList>;

  /** One handoff whole, with what the reader may do. */
  getHandoff(id: string, options?: RequestOptions): Promise<HandoffDetail>;

  /**
   * Asks for the sign-off of a release. Sent twice with the same `id` it is one
   * request.
   */
  requestHandoff(request: HandoffRequest): Promise<HandoffDetail>;

  /** Approves or rejects one item, for the content that the reader was shown. */
  signHandoffItem(
    id: string,
    itemId: string,
    signing: HandoffSigning,
  ): Promise<HandoffDetail>;

  /** Takes a handoff back, for good. */
  withdrawHandoff(
    id: string,
    withdrawal: HandoffWithdrawalRequest,
  ): Promise<HandoffDetail>;

  /** Records the release as signed off. */
  completeHandoff(
    id: string,
    completion: HandoffCompletionRequest,
  ): Promise<HandoffDetail>;

  /** Everything that waits for the reader, the most urgent first. */
  listWaiting(options?: RequestOptions): Promise<WaitingList>;

  /** One page of what was recorded, newest first. */
  listLedger(query: LedgerQuery, options?: RequestOptions): Promise<LedgerList>;

  /**
   * The whole ledger, oldest first, as NDJSON in the form that is verified
   * offline. Needs the permission `data-products.ledger.export`.
   */
  exportLedger(options?: RequestOptions): Promise<ReadableStream<Uint8Array>>;

  /** How far the ledger has come, signed. */
  getLedgerCheckpoint(options?: RequestOptions): Promise<LedgerCheckpoint>;

  /** One page of changes of entities that the reader may see, newest first. */
  listChanges(
    query: ChangesQuery,
    options?: RequestOptions,
  ): Promise<ChangeList>;

  /** One change whole: its difference, the verdict, the answers, and what the reader may do. */
  getChange(id: string, options?: RequestOptions): Promise<ChangeDetail>;

  /** Proposes a change. Sent twice with the same `id` it is one. */
  proposeChange(proposal: ChangeProposal): Promise<ChangeDetail>;

  /** Accepts a change for a party that is asked, or objects to it. */
  acknowledgeChange(
    id: string,
    acknowledging: ChangeAcknowledging,
  ): Promise<ChangeDetail>;

  /**
   * Tells a team of an open change that affects it; asked for again within four
   * hours, it answers when they were told last.
   */
  notifyOfChange(id: string, notifying: ChangeNotifying): Promise<ChangeDetail>;

  /** Lets a change pass for a while in spite of rules that block it. */
  overrideChange(
    id: string,
    overriding: ChangeOverriding,
  ): Promise<ChangeDetail>;

  /** Takes a proposed change back, for good. */
  withdrawChange(
    id: string,
    withdrawal: ChangeWithdrawal,
  ): Promise<ChangeDetail>;

  /** One page of what depends on an entity, or what it depends on, nearest first. */
  getImpact(
    entityRef: string,
    query: ImpactQuery,
    options?: RequestOptions,
  ): Promise<ImpactAnswer>;

  /** One page of the contracts that the catalog had of an entity, newest first. */
  listContractVersions(
    entityRef: string,
    page: PageRequest,
    options?: RequestOptions,
  ): Promise<ContractVersionList>;

  /** What lies between two contracts that the catalog had of an entity. */
  getContractDifference(
    entityRef: string,
    query: ContractDifferenceQuery,
    options?: RequestOptions,
  ): Promise<ContractDifference>;
}

/**
 * The API of data products, for other plugins to use or to replace.
 *
 * @public
 */
export const dataProductsApiRef = createApiRef<DataProductsApi>().with({
  id: 'plugin.data-products.client',
  pluginId: 'data-products',
});
