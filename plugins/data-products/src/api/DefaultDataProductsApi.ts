import { parseEntityRef } from '@backstage/catalog-model';
import { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
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
import {
  AgreementExport,
  DataProductsApi,
  PageRequest,
  RequestOptions,
} from './DataProductsApi';

type QueryValue = string | number | boolean | readonly string[] | undefined;

/**
 * Talks to the data products backend over HTTP.
 *
 * @public
 */
export class DefaultDataProductsApi implements DataProductsApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  static create(options: {
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
  }): DefaultDataProductsApi {
    return new DefaultDataProductsApi(options.discoveryApi, options.fetchApi);
  }

  private constructor(discoveryApi: DiscoveryApi, fetchApi: FetchApi) {
    this.#discoveryApi = discoveryApi;
    this.#fetchApi = fetchApi;
  }

  async getReadiness(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<ReadinessDetail> {
    return this.#get(`/readiness/${pathOf(entityRef)}`, {}, options);
  }

  async getSla(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<SlaDetail> {
    return this.#get(`/sla/${pathOf(entityRef)}`, {}, options);
  }

  async getSeries(
    entityRef: string,
    objective: string,
    query: SeriesQuery,
    options?: RequestOptions,
  ): Promise<Series> {
    return this.#get(
      `/sla/${pathOf(entityRef)}/${encodeURIComponent(objective)}/series`,
      { ...query },
      options,
    );
  }

  async listReadiness(
    query: ReadinessQuery,
    options?: RequestOptions,
  ): Promise<ReadinessList> {
    return this.#get('/readiness', { ...query }, options);
  }

  async getFacets(
    query: ReadinessQuery,
    options?: RequestOptions,
  ): Promise<ReadinessFacets> {
    return this.#get('/readiness/facets', { ...query }, options);
  }

  async listTransitions(
    entityRef: string,
    page: PageRequest,
    options?: RequestOptions,
  ): Promise<Transitions> {
    return this.#get(
      `/readiness/${pathOf(entityRef)}/transitions`,
      { ...page },
      options,
    );
  }

  async listTeams(
    page: PageRequest,
    options?: RequestOptions,
  ): Promise<TeamList> {
    return this.#get('/teams', { ...page }, options);
  }

  async getTeam(
    teamRef: string,
    options?: RequestOptions,
  ): Promise<TeamDetail> {
    return this.#get(`/teams/${pathOf(teamRef)}`, {}, options);
  }

  async listDomains(options?: RequestOptions): Promise<DomainList> {
    return this.#get('/domains', {}, options);
  }

  async getOwnership(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<OwnershipDetail> {
    return this.#get(`/ownership/${pathOf(entityRef)}`, {}, options);
  }

  async findOwnership(
    query: OwnershipQuery,
    options?: RequestOptions,
  ): Promise<OwnershipList> {
    return this.#get('/ownership', { ...query }, options);
  }

  async listAgreements(
    query: AgreementsQuery,
    options?: RequestOptions,
  ): Promise<AgreementList> {
    return this.#get('/agreements', { ...query }, options);
  }

  async getAgreement(
    id: string,
    options?: RequestOptions,
  ): Promise<AgreementDetail> {
    return this.#get(agreementPath(id), {}, options);
  }

  async proposeAgreement(
    proposal: AgreementProposal,
  ): Promise<AgreementDetail> {
    return this.#post('/agreements', proposal);
  }

  async counterPropose(
    id: string,
    proposal: AgreementCounterProposal,
  ): Promise<AgreementDetail> {
    return this.#post(`${agreementPath(id)}/revisions`, proposal);
  }

  async signAgreement(
    id: string,
    signing: AgreementSigning,
  ): Promise<AgreementDetail> {
    return this.#post(`${agreementPath(id)}/signatures`, signing);
  }

  async terminateAgreement(
    id: string,
    termination: AgreementTermination,
  ): Promise<AgreementDetail> {
    return this.#post(`${agreementPath(id)}/termination`, termination);
  }

  async exportAgreement(
    id: string,
    revision?: number,
  ): Promise<AgreementExport> {
    return this.#get(`${agreementPath(id)}/export`, { revision });
  }

  async listChecks(options?: RequestOptions): Promise<CheckList> {
    return this.#get('/checks', {}, options);
  }

  async evaluate(entityRefs?: string[]): Promise<EvaluationResponse> {
    return this.#post(
      '/readiness/evaluations',
      entityRefs ? { entityRefs } : {},
    );
  }

  async listWaivers(
    query: WaiversQuery,
    options?: RequestOptions,
  ): Promise<WaiverList> {
    return this.#get('/waivers', { ...query }, options);
  }

  async requestWaiver(request: WaiverRequest): Promise<WaiverDetail> {
    return this.#post('/waivers', request);
  }

  async decideWaiver(
    id: string,
    made: { decision: WaiverDecision; comment?: string },
  ): Promise<WaiverDetail> {
    return this.#post(`/waivers/${encodeURIComponent(id)}/decision`, made);
  }

  async withdrawWaiver(id: string): Promise<WaiverDetail> {
    return this.#post(`/waivers/${encodeURIComponent(id)}/withdrawal`, {});
  }

  async revokeWaiver(
    id: string,
    revocation: { reason: string },
  ): Promise<WaiverDetail> {
    return this.#post(
      `/waivers/${encodeURIComponent(id)}/revocation`,
      revocation,
    );
  }

  async listChecklists(
    query: ChecklistsQuery,
    options?: RequestOptions,
  ): Promise<ChecklistList> {
    return this.#get('/checklists', { ...query }, options);
  }

  async listHandoffs(
    query: HandoffsQuery,
    options?: RequestOptions,
  ): Promise<HandoffList> {
    return this.#get('/handoffs', { ...query }, options);
  }

  async getHandoff(
    id: string,
    options?: RequestOptions,
  ): Promise<HandoffDetail> {
    return this.#get(handoffPath(id), {}, options);
  }

  async requestHandoff(request: HandoffRequest): Promise<HandoffDetail> {
    return this.#post('/handoffs', request);
  }

  async signHandoffItem(
    id: string,
    itemId: string,
    signing: HandoffSigning,
  ): Promise<HandoffDetail> {
    return this.#post(
      `${handoffPath(id)}/items/${encodeURIComponent(itemId)}/signatures`,
      signing,
    );
  }

  async withdrawHandoff(
    id: string,
    withdrawal: HandoffWithdrawalRequest,
  ): Promise<HandoffDetail> {
    return this.#post(`${handoffPath(id)}/withdrawal`, withdrawal);
  }

  async completeHandoff(
    id: string,
    completion: HandoffCompletionRequest,
  ): Promise<HandoffDetail> {
    return this.#post(`${handoffPath(id)}/completion`, completion);
  }

  async listWaiting(options?: RequestOptions): Promise<WaitingList> {
    return this.#get('/waiting', {}, options);
  }

  async listLedger(
    query: LedgerQuery,
    options?: RequestOptions,
  ): Promise<LedgerList> {
    return this.#get('/ledger', { ...query }, options);
  }

  async exportLedger(
    options?: RequestOptions,
  ): Promise<ReadableStream<Uint8Array>> {
    const { body } = await this.#send('/ledger/export', {
      signal: options?.signal,
    });
    if (!body) {
      throw new Error('The answer to GET /ledger/export has no content');
    }
    return body;
  }

  async getLedgerCheckpoint(
    options?: RequestOptions,
  ): Promise<LedgerCheckpoint> {
    return this.#get('/ledger/checkpoint', {}, options);
  }

  async listChanges(
    query: ChangesQuery,
    options?: RequestOptions,
  ): Promise<ChangeList> {
    return this.#get('/changes', { ...query }, options);
  }

  async getChange(id: string, options?: RequestOptions): Promise<ChangeDetail> {
    return this.#get(changePath(id), {}, options);
  }

  async proposeChange(proposal: ChangeProposal): Promise<ChangeDetail> {
    return this.#post('/changes', proposal);
  }

  async acknowledgeChange(
    id: string,
    acknowledging: ChangeAcknowledging,
  ): Promise<ChangeDetail> {
    return this.#post(`${changePath(id)}/acknowledgements`, acknowledging);
  }

  async notifyOfChange(
    id: string,
    notifying: ChangeNotifying,
  ): Promise<ChangeDetail> {
    return this.#post(`${changePath(id)}/notifications`, notifying);
  }

  async overrideChange(
    id: string,
    overriding: ChangeOverriding,
  ): Promise<ChangeDetail> {
    return this.#post(`${changePath(id)}/overrides`, overriding);
  }

  async withdrawChange(
    id: string,
    withdrawal: ChangeWithdrawal,
  ): Promise<ChangeDetail> {
    return this.#post(`${changePath(id)}/withdrawal`, withdrawal);
  }

  async getImpact(
    entityRef: string,
    { kinds, columns, ...query }: ImpactQuery,
    options?: RequestOptions,
  ): Promise<ImpactAnswer> {
    return this.#get(
      `/impact/${pathOf(entityRef)}`,
      // This route takes its lists with commas.
      { ...query, kinds: kinds?.join(','), columns: columns?.join(',') },
      options,
    );
  }

  async listContractVersions(
    entityRef: string,
    page: PageRequest,
    options?: RequestOptions,
  ): Promise<ContractVersionList> {
    return this.#get(
      `/contracts/${pathOf(entityRef)}/versions`,
      { ...page },
      options,
    );
  }

  async getContractDifference(
    entityRef: string,
    query: ContractDifferenceQuery,
    options?: RequestOptions,
  ): Promise<ContractDifference> {
    return this.#get(
      `/contracts/${pathOf(entityRef)}/difference`,
      { ...query },
      options,
    );
  }

  async #get<T>(
    path: string,
    query: Record<string, QueryValue>,
    options?: RequestOptions,
  ): Promise<T> {
    const search = searchOf(query);
    return this.#request(search ? `${path}?${search}` : path, {
      signal: options?.signal,
    });
  }

  async #post<T>(path: string, body: object): Promise<T> {
    return this.#request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #request<T>(path: string, init: RequestInit): Promise<T> {
    return (await this.#send(path, init)).json();
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('data-products');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function agreementPath(id: string): string {
  return `/agreements/${encodeURIComponent(id)}`;
}

function handoffPath(id: string): string {
  return `/handoffs/${encodeURIComponent(id)}`;
}

function changePath(id: string): string {
  return `/changes/${encodeURIComponent(id)}`;
}

function pathOf(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return [kind, namespace, name].map(encodeURIComponent).join('/');
}

/** Lists are repeated, so that a value may hold a comma. */
function searchOf(query: Record<string, QueryValue>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) {
      continue;
    }
    for (const item of Array.isArray(value) ? value : [value]) {
      search.append(key, String(item));
    }
  }
  return search.toString();
}
