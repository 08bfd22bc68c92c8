import {
  coreServices,
  createBackendPlugin,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  Checklist,
  dataProductsPermissions,
  ENTITY_CHANGED_TOPIC,
  EntityChangedPayload,
  ReadinessCheck,
} from '@handoff/backstage-plugin-data-products-common';
import {
  checklistsExtensionPoint,
  notifiersExtensionPoint,
  observationReadersExtensionPoint,
  readinessChecksExtensionPoint,
} from '@handoff/backstage-plugin-data-products-node';
import { EntityAccess, NeededRoles, Parties, ReadableEntities } from './access';
import { AgreementClock } from './agreement/AgreementClock';
import { createAgreementOperations } from './agreement/agreementOperations';
import { AgreementRecorder } from './agreement/AgreementRecorder';
import { AgreementService } from './agreement/AgreementService';
import { AgreementStore } from './agreement/AgreementStore';
import { WaitingAgreements } from './agreement/WaitingAgreements';
import { AroundGateRecorder } from './change/AroundGateRecorder';
import { createChangeOperations } from './change/changeOperations';
import { createChangeServices } from './change/ChangeServices';
import { ChangeStore } from './change/ChangeStore';
import { ContractService } from './change/ContractService';
import { Differences } from './change/Differences';
import { GateKeeper } from './change/GateKeeper';
import { readGatePolicy } from './change/readGatePolicy';
import { WaitingChanges } from './change/WaitingChanges';
import { openDatabase } from './database';
import {
  CatalogReader,
  CatalogSync,
  ChangeHints,
  EvidenceStore,
  PersonStore,
  TeamStore,
} from './evidence';
import { HandoffAccess } from './handoff/HandoffAccess';
import { HandoffClock } from './handoff/HandoffClock';
import { createHandoffOperations } from './handoff/handoffOperations';
import { HandoffParties } from './handoff/HandoffParties';
import { HandoffReader } from './handoff/HandoffReader';
import { HandoffRecorder } from './handoff/HandoffRecorder';
import { HandoffService } from './handoff/HandoffService';
import { HandoffStore } from './handoff/HandoffStore';
import {
  HandoffSurroundings,
  ReadSurroundings,
} from './handoff/HandoffSurroundings';
import { readChecklists } from './handoff/readChecklists';
import { recordConfigChanges } from './handoff/recordConfigChanges';
import { WaitingHandoffs } from './handoff/WaitingHandoffs';
import { createRouter } from './http';
import {
  ImpactGraph,
  ImpactNodeStore,
  ImpactReader,
  LineageReader,
  LineageStore,
} from './impact';
import { createImpactOperations } from './impact/impactOperations';
import { ImpactService } from './impact/ImpactService';
import { LedgerStore } from './ledger';
import { CheckpointClock } from './ledger/CheckpointClock';
import { CheckpointSigner } from './ledger/CheckpointSigner';
import { readLedgerConfig } from './ledger/LedgerConfig';
import { createLedgerOperations } from './ledger/ledgerOperations';
import { LedgerService } from './ledger/LedgerService';
import { MessageDispatcher, MessageStore } from './messages';
import { createOwnershipOperations } from './ownership/ownershipOperations';
import { OwnershipService } from './ownership/OwnershipService';
import { OwnershipStore } from './ownership/OwnershipStore';
import {
  ReadinessEvaluator,
  ReadinessIndex,
  ReadinessStore,
} from './readiness';
import { ReadinessClock } from './readiness/ReadinessClock';
import { createReadinessOperations } from './readiness/readinessOperations';
import { ReadinessService } from './readiness/ReadinessService';
import { readCheckSet } from './readiness/readCheckSet';
import {
  createWaiverOperations,
  readWaiverConfig,
  WaiverFacts,
  WaiverService,
  WaiverStore,
  WaitingWaivers,
} from './readiness/waivers';
import { NoticeDispatcher, Notifiers, NoticeStore } from './sla/notices';
import { ObservationReaders } from './sla/ObservationReaders';
import { ObservationService } from './sla/ObservationService';
import { ObservationStore } from './sla/ObservationStore';
import { SlaClock } from './sla/SlaClock';
import { SlaEvaluator } from './sla/SlaEvaluator';
import { createSlaOperations } from './sla/slaOperations';
import { SlaService } from './sla/SlaService';
import { SlaStore } from './sla/SlaStore';
import { TermReminders } from './sla/terms/TermReminders';
import { createWaitingOperations } from './waiting/waitingOperations';
import { WaitingService } from './waiting/WaitingService';

/**
 * The data products backend: ownership and readiness, kept in line with the
 * catalog.
 *
 * @public
 */
export const dataProductsPlugin = createBackendPlugin({
  pluginId: 'data-products',
  register(env) {
    const pluginChecks: ReadinessCheck[] = [];
    env.registerExtensionPoint(readinessChecksExtensionPoint, {
      addCheck(...checks) {
        pluginChecks.push(...checks);
      },
    });

    const pluginChecklists: Checklist[] = [];
    env.registerExtensionPoint(checklistsExtensionPoint, {
      addChecklist(...checklists) {
        pluginChecklists.push(...checklists);
      },
    });

    const readers = new ObservationReaders();
    env.registerExtensionPoint(observationReadersExtensionPoint, {
      addReader: (...added) => readers.add(...added),
    });

    const notifiers = new Notifiers();
    env.registerExtensionPoint(notifiersExtensionPoint, {
      addNotifier: (...added) => notifiers.add(...added),
    });

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { config, logger, scheduler } = deps;
        const checkSet = readCheckSet(config, pluginChecks);
        const checklists = readChecklists(config, pluginChecklists, checkSet);
        const ledgerConfig = readLedgerConfig(config);
        const gatePolicy = readGatePolicy(config);
        const waiverConfig = readWaiverConfig(config);
        const knex = await openDatabase(deps.database);

        const teams = TeamStore.create(knex);
        const people = PersonStore.create(knex);
        const store = ReadinessStore.create(knex);
        const evaluator = await ReadinessEvaluator.create({ store, checkSet });
        const index = ReadinessIndex.create({
          store,
          weights: new Map(
            checkSet.checks.map(({ id, weight }) => [id, weight]),
          ),
        });
        const clock = ReadinessClock.create({
          evaluator,
          index,
          store,
          logger,
        });
        const evidence = EvidenceStore.create(knex);
        const ownership = OwnershipStore.create(knex);
        const retentionMs = readRetention(config);
        const observationStore = ObservationStore.create(knex);
        const slaStore = SlaStore.create(knex);
        const slaClock = SlaClock.create({
          evaluator: SlaEvaluator.create({
            store: slaStore,
            observations: observationStore,
            evidence,
          }),
          store: observationStore,
          retentionMs,
          logger,
          onChange: () => clock.wake(),
        });
        const reader = CatalogReader.create(deps);
        const observations = ObservationService.create({
          knex,
          store: observationStore,
          ownership,
          contracts: refs => reader.getContracts(refs),
          retentionMs,
          onAccepted: () => slaClock.wake(),
        });
        const waiverStore = WaiverStore.create(knex);
        const waiverFacts = WaiverFacts.create({
          knex,
          store: waiverStore,
          evidence,
          logger,
          onChange: () => clock.wake(),
        });
        const messages = MessageStore.create(knex);
        const agreementStore = AgreementStore.create(knex);
        const agreementRecorder = AgreementRecorder.create({
          store: agreementStore,
          evidence,
          messages,
        });
        const agreementClock = AgreementClock.create({
          knex,
          store: agreementStore,
          recorder: agreementRecorder,
          logger,
          onChange: () => clock.wake(),
        });
        const parties = Parties.create({ teams, people, reader });
        const handoffStore = HandoffStore.create(knex);
        const handoffParties = HandoffParties.create(parties);
        const handoffRecorder = HandoffRecorder.create({
          store: handoffStore,
          evidence,
          messages,
        });
        const readSurroundings: ReadSurroundings = (refs, now) =>
          HandoffSurroundings.read(
            refs,
            { reader, readiness: store, parties, checkSet },
            now,
          );
        const handoffClock = HandoffClock.create({
          knex,
          store: handoffStore,
          recorder: handoffRecorder,
          readSurroundings,
          parties: handoffParties,
          logger,
          onChange: () => clock.wake(),
        });
        const sync = CatalogSync.create({
          reader,
          evidence,
          teams,
          people,
          logger,
          onChange: () => {
            clock.wake();
            slaClock.wake();
            waiverFacts.wake();
            agreementClock.wake();
            handoffClock.wake();
          },
        });
        const hints = ChangeHints.create({
          sync: refs => sync.sync(refs, new Date()),
          logger,
        });
        const readable = ReadableEntities.create(deps);
        const access = EntityAccess.create({
          readable,
          permissions: deps.permissions,
          neededRoles: NeededRoles.create({
            permissions: deps.permissions,
            ownership,
            parties,
          }),
        });
        const impactNodes = ImpactNodeStore.create(knex);
        const impactReader = ImpactReader.create({
          ...deps,
          store: impactNodes,
        });
        const lineage = LineageStore.create(knex);
        const lineageReader = LineageReader.create({
          store: lineage,
          ownership,
          contracts: refs => reader.getContracts(refs),
        });
        const graph = ImpactGraph.create(impactNodes);
        const impact = ImpactService.create({
          knex,
          graph,
          parties,
          readable,
          countHidden:
            config.getOptionalBoolean('dataProducts.impact.countHidden') ??
            false,
        });
        const ledger = LedgerStore.create(knex);
        const changeStore = ChangeStore.create(knex);
        const differences = Differences.create(changeStore);
        const gateKeeper = GateKeeper.create({
          knex,
          store: changeStore,
          readiness: store,
          agreements: agreementStore,
          teams,
          graph,
          differences,
          policy: gatePolicy,
        });
        const aroundGate = AroundGateRecorder.create({
          knex,
          ledger,
          messages,
          logger,
        });
        const handoffAccess = HandoffAccess.create({
          store: handoffStore,
          access,
        });
        const handoffReader = HandoffReader.create({
          store: handoffStore,
          access: handoffAccess,
          parties: handoffParties,
          readSurroundings,
          checklists,
        });
        const waivers = WaiverService.create({
          knex,
          store: waiverStore,
          facts: waiverFacts,
          ledger,
          messages,
          checkSet,
          config: waiverConfig,
          reader,
          parties,
          access,
          onChange: () => clock.wake(),
        });
        await recordConfigChanges(
          knex,
          ledger,
          { checkSet, checklists },
          new Date(),
        );
        const signer = await CheckpointSigner.create(knex, ledgerConfig);

        deps.permissionsRegistry.addPermissions(dataProductsPermissions);
        deps.httpRouter.use(
          createRouter({
            operations: [
              ...createReadinessOperations(
                ReadinessService.create({
                  store,
                  index,
                  teams,
                  evaluator,
                  access,
                }),
              ),
              ...createWaiverOperations(waivers),
              ...createOwnershipOperations(
                OwnershipService.create({
                  store: ownership,
                  teams,
                  catalog: deps.catalog,
                  readable,
                }),
              ),
              ...createSlaOperations(
                SlaService.create({
                  knex,
                  store: slaStore,
                  observations,
                  access,
                  lineage,
                }),
              ),
              ...createAgreementOperations(
                AgreementService.create({
                  knex,
                  store: agreementStore,
                  recorder: agreementRecorder,
                  messages,
                  ownership,
                  ledger,
                  parties,
                  access,
                  onChange: () => clock.wake(),
                }),
              ),
              ...createImpactOperations(impact),
              ...createChangeOperations(
                createChangeServices({
                  knex,
                  store: changeStore,
                  keeper: gateKeeper,
                  impact,
                  readiness: store,
                  ledger,
                  messages,
                  parties,
                  access,
                }),
                ContractService.create({
                  store: changeStore,
                  differences,
                  readable,
                }),
              ),
              ...createHandoffOperations(
                handoffReader,
                HandoffService.create({
                  knex,
                  store: handoffStore,
                  recorder: handoffRecorder,
                  ledger,
                  parties: handoffParties,
                  readSurroundings,
                  checklists,
                  access: handoffAccess,
                  reader: handoffReader,
                  onChange: () => clock.wake(),
                }),
              ),
              ...createWaitingOperations(
                WaitingService.create({
                  knex,
                  parties,
                  access,
                  sources: [
                    WaitingHandoffs.create({
                      store: handoffStore,
                      readSurroundings,
                    }),
                    WaitingAgreements.create({ knex, store: agreementStore }),
                    WaitingWaivers.create(waivers),
                    WaitingChanges.create({
                      store: changeStore,
                      keeper: gateKeeper,
                    }),
                  ],
                }),
              ),
              ...createLedgerOperations(
                LedgerService.create({
                  store: ledger,
                  signer,
                  access,
                }),
              ),
            ],
            httpAuth: deps.httpAuth,
            auditor: deps.auditor,
          }),
        );
        deps.httpRouter.addAuthPolicy({
          path: '/openapi.json',
          allow: 'unauthenticated',
        });

        await deps.events.subscribe({
          id: 'data-products-changes',
          topics: [ENTITY_CHANGED_TOPIC],
          onEvent: async ({ eventPayload }) => {
            hints.add((eventPayload as EntityChangedPayload).entityRef);
          },
        });
        await scheduler.scheduleTask({
          id: 'reconcile',
          ...readSchedule(config, 'dataProducts.sync.reconcile', {
            frequency: { minutes: 2 },
            timeout: { minutes: 30 },
            initialDelay: { seconds: 5 },
          }),
          fn: async signal => {
            const start = performance.now();
            const { collected, changed, removed } = await sync.reconcile(
              new Date(),
              signal,
            );
            await impactReader.reconcile(new Date(), signal);
            await lineageReader.reconcile(new Date());
            await aroundGate.record(new Date());
            if (changed || removed) {
              logger.info(
                `Reconciled with the catalog: ${collected} entities looked at, ${changed} changed, ${removed} removed, in ${Math.round(
                  performance.now() - start,
                )} ms`,
              );
            }
          },
        });
        // Built now, so that no request has to wait for it.
        graph.refresh().catch(error => {
          logger.warn(
            'Could not build the index of impact, trying again when it is asked for',
            error,
          );
        });
        await clock.start(
          scheduler,
          readSchedule(config, 'dataProducts.readiness.clock', {
            frequency: { seconds: 10 },
            timeout: { minutes: 10 },
          }),
        );
        await slaClock.start(
          scheduler,
          readSchedule(config, 'dataProducts.sla.clock', {
            frequency: { seconds: 10 },
            timeout: { minutes: 10 },
          }),
          observations,
        );
        await agreementClock.start(
          scheduler,
          readSchedule(config, 'dataProducts.agreements.clock', {
            frequency: { minutes: 1 },
            timeout: { minutes: 10 },
            initialDelay: { seconds: 15 },
          }),
        );
        await handoffClock.start(
          scheduler,
          readSchedule(config, 'dataProducts.handoffs.clock', {
            frequency: { seconds: 10 },
            timeout: { minutes: 10 },
          }),
        );
        if (ledgerConfig.checkpoints) {
          await CheckpointClock.create({
            store: ledger,
            signer,
            config: ledgerConfig.checkpoints,
          }).start(scheduler);
        }
        await readers.start({ scheduler, observations, logger });
        await NoticeDispatcher.create({
          store: NoticeStore.create(knex),
          notifiers: () => notifiers.all,
          logger,
        }).start(scheduler);
        await TermReminders.create({ knex, messages }).start(scheduler);
        await MessageDispatcher.create({
          store: messages,
          notifiers: () => notifiers.all,
          logger,
        }).start(scheduler);
        deps.lifecycle.addShutdownHook(() => hints.stop());
      },
    });
  },
});

/** How long observations are kept, in ms. */
function readRetention(config: Config): number {
  const key = 'dataProducts.sla.rawRetention';
  const retention = config.has(key)
    ? readDurationFromConfig(config, { key })
    : { days: 90 };
  return durationToMilliseconds(retention);
}

function readSchedule(
  config: Config,
  key: string,
  defaults: SchedulerServiceTaskScheduleDefinition,
): SchedulerServiceTaskScheduleDefinition {
  const schedule = config.getOptionalConfig(key);
  return schedule
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
    : defaults;
}
