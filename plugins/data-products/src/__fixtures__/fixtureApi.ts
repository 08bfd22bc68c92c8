import { DataProductsApi } from '../api';
import { agreement, agreements } from './agreements';
import * as answers from './answers';
import {
  change,
  changes,
  contractDifference,
  contractVersions,
  impact,
} from './changes';
import { checklists, handoff, handoffs } from './handoffs';
import {
  ledgerEntries,
  makeCheckpoint,
  makeList,
  makeStream,
  toExport,
  withheld,
} from './ledger';
import { series, sla } from './sla';
import { requestedWaiver, waivers } from './waivers';
import { waiting } from './waiting';

/** A client that answers everything from the fixtures. */
export function fixtureApi(): DataProductsApi {
  return {
    getReadiness: async () => answers.readiness,
    listReadiness: async () => answers.readinessList,
    getFacets: async () => answers.facets,
    listTransitions: async () => answers.transitions,
    listTeams: async () => answers.teams,
    getTeam: async () => answers.team,
    listDomains: async () => answers.domains,
    getOwnership: async () => answers.ownership,
    findOwnership: async () => ({ items: [], totalItems: 0, pageInfo: {} }),
    getSla: async () => sla,
    getSeries: async () => series,
    listAgreements: async () => agreements,
    getAgreement: async () => agreement,
    proposeAgreement: async () => agreement,
    counterPropose: async () => agreement,
    signAgreement: async () => agreement,
    terminateAgreement: async () => agreement,
    exportAgreement: async () => ({ kind: 'DataContract', id: agreement.id }),
    listChecks: async () => answers.checks,
    evaluate: async () => ({
      evaluated: 1,
      changed: 1,
      notFound: [],
      durationMs: 3,
    }),
    listWaivers: async ({ state }) => ({
      items: waivers.filter(waiver => waiver.state === state),
      maxDays: 180,
      pageInfo: {},
    }),
    requestWaiver: async () => requestedWaiver,
    decideWaiver: async () => requestedWaiver,
    withdrawWaiver: async () => requestedWaiver,
    revokeWaiver: async () => requestedWaiver,
    listChecklists: async () => checklists,
    listHandoffs: async () => handoffs,
    getHandoff: async () => handoff,
    requestHandoff: async () => handoff,
    signHandoffItem: async () => handoff,
    withdrawHandoff: async () => handoff,
    completeHandoff: async () => handoff,
    listWaiting: async () => waiting,
    listLedger: async () => makeList(ledgerEntries),
    exportLedger: async () => makeStream(toExport(ledgerEntries.map(withheld))),
    getLedgerCheckpoint: async () => makeCheckpoint(ledgerEntries),
    listChanges: async ({ state }) => ({
      ...changes,
      items: changes.items.filter(
        each => state === undefined || each.state === state,
      ),
    }),
    getChange: async () => change,
    proposeChange: async () => change,
    acknowledgeChange: async () => change,
    notifyOfChange: async () => change,
    overrideChange: async () => change,
    withdrawChange: async () => change,
    getImpact: async () => impact,
    listContractVersions: async () => contractVersions,
    getContractDifference: async () => contractDifference,
  };
}
