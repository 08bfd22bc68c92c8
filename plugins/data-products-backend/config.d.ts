import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';
import { FilterPredicate } from '@backstage/filter-predicates';

export interface Config {
  dataProducts?: {
    sync?: {
      /**
       * How often everything is compared with the catalog, in case that a hint
       * of a change was lost. Every 2 minutes by default.
       */
      reconcile?: SchedulerServiceTaskScheduleDefinitionConfig;
    };
    sla?: {
      /**
       * How often every replica looks for promises that time alone has changed.
       * Every 10 seconds by default; observations are judged at once.
       */
      clock?: SchedulerServiceTaskScheduleDefinitionConfig;
      /**
       * How long observations are kept, and how old one may be when it is
       * reported. 90 days by default. Their sums by day are kept for ever.
       */
      rawRetention?: HumanDuration | string;
    };
    agreements?: {
      /**
       * How often one replica looks for agreements that end, come near a date,
       * or whose promises changed. Every minute by default.
       */
      clock?: SchedulerServiceTaskScheduleDefinitionConfig;
    };
    impact?: {
      /**
       * Whether readers of the impact of an entity are told, by team, how many
       * of the affected entities they may not see. By default these are left
       * out without a word.
       */
      countHidden?: boolean;
    };
    gate?: {
      /**
       * What each rule of the gate does, by its id: `enforce` blocks a change,
       * `warn` only tells, `off` says nothing. Every rule is enforced by
       * default. A product starts gently with the annotation `handoff/gate`.
       */
      rules?: { [id: string]: 'enforce' | 'warn' | 'off' };
      /** How long consumers have to answer a change. 5 days by default. */
      answerWithin?: HumanDuration | string;
      /**
       * What it means when a consumer does not answer in time: `not-accepted`
       * by default.
       */
      silence?: 'not-accepted' | 'accepted';
      /** How long a verdict may be relied upon. 1 hour by default. */
      validFor?: HumanDuration | string;
      /** How long an override of the gate counts. 1 day by default. */
      overrideFor?: HumanDuration | string;
    };
    handoffs?: {
      /**
       * How often handoffs are looked at again whose time has come, or of
       * whose entities something else is known. Every 10 seconds by default.
       */
      clock?: SchedulerServiceTaskScheduleDefinitionConfig;
    };
    /**
     * Checklists for handoffs, by their ids. One with the id of a shipped
     * checklist, or of one that another plugin adds, takes its place.
     */
    checklists?: {
      [id: string]:
        | {
            /** Takes the checklist of this id out of force. */
            enabled: false;
          }
        | {
            /** From 1; raise it with every change that matters to who signs. */
            version: number;
            title: string;
            kind: 'DataProduct' | 'DecisionPath';
            /** The stage that the release leaves. */
            from:
              | 'experimental'
              | 'development'
              | 'production'
              | 'deprecated'
              | 'retired';
            /** The stage that the release enters. */
            to:
              | 'experimental'
              | 'development'
              | 'production'
              | 'deprecated'
              | 'retired';
            /** What the sides are called, by `responsible` of the items. */
            sides?: { [responsible: string]: string };
            items: Array<{
              /** Kebab-case. */
              id: string;
              title: string;
              /** What to look at, as an instruction. */
              guidance: string;
              /** A role of the entity, or the ref of a group or user. */
              responsible: string;
              /** Whether the handoff waits for it; true by default. */
              required?: boolean;
              /** A readiness check that decides in place of people. */
              check?: string;
              /** Decided by how the promises are kept, in place of people. */
              sla?: 'kept' | 'not-broken';
              /** How many people must approve; 1 by default. */
              quorum?: number;
              /**
               * Which fields of `spec`, or `contract`, a signature is for: a
               * change elsewhere leaves it valid. All by default.
               */
              covers?: string[];
              /** ISO 8601 duration after which an approval must be renewed. */
              expiresAfter?: string;
            }>;
          };
    };
    ledger?: {
      /**
       * The name of this ledger in its checkpoints, without spaces and plus
       * signs. The host of `backend.baseUrl` and `/data-products/ledger` by
       * default; whoever keeps checkpoints knows it by this name.
       */
      origin?: string;
      /**
       * The private key that signs checkpoints: Ed25519, PKCS #8 as PEM. By
       * default one is generated once and kept in the database, where whoever
       * can change the ledger can read it, too.
       *
       * @visibility secret
       */
      signingKey?: string;
      /** Hands checkpoints to places outside of the database. */
      checkpoints?: {
        /** Every hour by default. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /** They are appended to this file, on the replica that takes them. */
        file?: string;
        /** They are sent here with PUT; `{size}` stands for the number of entries. */
        url?: string;
        /**
         * Of the requests, such as `authorization`.
         *
         * @visibility secret
         */
        headers?: { [name: string]: string };
      };
    };
    waivers?: {
      /** How many days ahead a waiver may end, 180 by default. */
      maxDays?: number;
      /**
       * Who decides about waivers: the holders of a role of the entity, such
       * as `owner`, or one group for all, such as `group:data-governance`. By
       * default `schema-approver`, and on decision paths also the
       * `reviewGate` of their policy. Nobody decides about their own request.
       */
      approver?: string;
    };
    readiness?: {
      /**
       * How often every replica looks for what has become due. Every 10
       * seconds by default; new evidence is judged at once in any case.
       */
      clock?: SchedulerServiceTaskScheduleDefinitionConfig;
      /**
       * Changes to the checks that are shipped, or that other plugins add, by
       * the id of the check.
       */
      checks?: {
        [id: string]: {
          /** `false` takes the check out of force. */
          enabled?: boolean;
          /** Above 0. */
          weight?: number;
          severity?: 'required' | 'recommended';
          /** Which entities it judges. */
          appliesTo?: FilterPredicate;
        };
      };
      /**
       * Checks of your own: a path into the entity, and a predicate over the
       * value that is there.
       */
      customChecks?: Array<{
        /** Kebab-case. */
        id: string;
        title: string;
        /** What must hold, in words. */
        passCondition: string;
        category:
          | 'ownership'
          | 'contract'
          | 'quality'
          | 'operations'
          | 'governance'
          | 'decision';
        /** The role that must act when it fails. */
        responsible:
          | 'owner'
          | 'steward'
          | 'producer'
          | 'operator'
          | 'schema-approver'
          | 'quality-monitor'
          | 'consumer'
          | 'decision-maker';
        /** `recommended` by default. */
        severity?: 'required' | 'recommended';
        /** 1 by default. */
        weight?: number;
        /** Every data product and decision path by default. */
        appliesTo?: FilterPredicate;
        /** What to do when it fails. */
        remediation: string;
        /** Dot separated path into the entity, such as `spec.runbook`. */
        path: string;
        /** Such as `{ $hasPrefix: 'https://' }`, `{ $exists: true }` or a plain value. */
        predicate: unknown;
      }>;
    };
  };
}
