import {
  agreedChangeTerms,
  agreementStatus,
  approversOf,
  askedParties,
  AskedParty,
  brokenColumns,
  Change,
  ChangeAcknowledgement,
  ChangeOverride,
  ChangeTerms,
  ContractDifference,
  GATE_ANNOTATION,
  GateFacts,
  GateJudgement,
  GatePath,
  GatePolicy,
  gatePolicyFor,
  judgeGate,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { AgreementStore } from '../agreement/AgreementStore';
import { readTitles, TeamStore, TeamTree } from '../evidence';
import { inList } from '../database';
import { ImpactGraph } from '../impact';
import { reach, Reached } from '../impact/Reached';
import { whyIncomplete } from '../impact/summarizeImpact';
import { ReadinessStore } from '../readiness';
import { ChangeStore, ReleaseHistory } from './ChangeStore';
import { Differences } from './Differences';

/** What is known of a change's surroundings, read before it is judged. */
export interface Surroundings {
  policy: GatePolicy;
  reached: Reached;
  /** Titles of what is affected, by its owner, nearest first. */
  affectedBy(): ReadonlyMap<string, string[]>;
  difference?: ContractDifference;
  /** All but what happened to the change itself. */
  facts: Omit<
    GateFacts,
    | 'change'
    | 'acknowledgements'
    | 'inForce'
    | 'knownContracts'
    | 'knownReleases'
  >;
}

/** What the gate says of a change, and by what. */
export interface Judged {
  judgement: GateJudgement;
  asked: AskedParty[];
  surroundings: Surroundings;
}

interface Options {
  knex: Knex;
  store: ChangeStore;
  readiness: ReadinessStore;
  agreements: AgreementStore;
  teams: TeamStore;
  graph: ImpactGraph;
  differences: Differences;
  policy: GatePolicy;
}

/** Gathers what the rules of the gate judge by, and has them judge. */
export class GateKeeper {
  readonly #knex: Knex;
  readonly #store: ChangeStore;
  readonly #readiness: ReadinessStore;
  readonly #agreements: AgreementStore;
  readonly #teams: TeamStore;
  readonly #graph: ImpactGraph;
  readonly #differences: Differences;
  readonly #policy: GatePolicy;

  static create(options: Options) {
    return new GateKeeper(options);
  }

  private constructor(options: Options) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#readiness = options.readiness;
    this.#agreements = options.agreements;
    this.#teams = options.teams;
    this.#graph = options.graph;
    this.#differences = options.differences;
    this.#policy = options.policy;
  }

  /**
   * Reads what a change is judged by. Not within a transaction: where there is
   * one connection, it would wait for itself.
   */
  async survey(change: Change): Promise<Surroundings> {
    const { entityRef } = change;
    const [record, index, agreed, difference] = await Promise.all([
      this.#readiness.get(entityRef),
      this.#graph.index(),
      this.#agreedTerms(entityRef),
      this.#differences.between(change.base, change.contract),
    ]);
    const columns = columnsOf(difference);
    const reached = reach(index, entityRef, { columns });
    const evidence = record?.evidence;
    const owners =
      evidence?.roles.find(({ role }) => role === 'owner')?.refs ?? [];
    const approvers = evidence ? approversOf(evidence) : [];
    const parties = [...owners, ...approvers, ...agreed.keys()];
    const nameOf = await readTitles(this.#knex, parties);
    const annotations = (
      evidence?.entity.metadata as
        | { annotations?: Record<string, string> }
        | undefined
    )?.annotations;
    // Which groups are below others matters only where columns are known.
    const tree = TeamTree.create(columns ? await this.#teams.list() : []);
    return {
      policy: gatePolicyFor(this.#policy, annotations?.[GATE_ANNOTATION]),
      reached,
      affectedBy: () => this.#affectedBy(reached),
      difference,
      facts: {
        difference,
        titles: Object.fromEntries(parties.map(ref => [ref, nameOf(ref)])),
        owners,
        approvers,
        signedReleases: (evidence?.signOffs ?? [])
          .filter(
            ({ fingerprint, until }) =>
              fingerprint === evidence?.contentFingerprint &&
              (until === undefined || Date.parse(until) > Date.now()),
          )
          .map(({ release }) => release),
        consumers: [...agreed].map(([ref, terms]) => ({
          ref,
          affected: !columns || !this.#isSpared(tree.subtreeOf(ref), reached),
          terms: agreedChangeTerms(terms),
        })),
        breaches: (evidence?.objectives ?? []).flatMap(({ name, severity }) => {
          const observed = evidence?.observations?.[name];
          return severity === 'critical' && observed?.state === 'broken'
            ? [{ objective: name, since: observed.brokenSince }]
            : [];
        }),
        criticalPaths: await this.#criticalPaths(reached),
        impactIncomplete: whyIncomplete(reached.closure, this.#graph.readAt),
        failure: evidence ? evidence.failure : 'it is no longer in the catalog',
      },
    };
  }

  /** Judges a change by its surroundings and what happened to it. */
  judge(
    surroundings: Surroundings,
    stored: {
      change: Change;
      acknowledgements: readonly ChangeAcknowledgement[];
      overrides: readonly ChangeOverride[];
    },
    history: ReleaseHistory,
    now: Date,
  ): Judged {
    const { change } = stored;
    const inForce = inForceOf(history);
    const isThere =
      change.contract === undefined || change.contract === inForce.contract;
    const facts: GateFacts = {
      ...surroundings.facts,
      change,
      acknowledgements: stored.acknowledgements,
      inForce,
      // What was signed off is what the catalog has, not what is to come.
      signedReleases: isThere ? surroundings.facts.signedReleases : [],
      knownContracts: history.versions.flatMap(
        ({ contract }) => contract ?? [],
      ),
      knownReleases: [
        ...new Set(history.versions.flatMap(({ version }) => version ?? [])),
      ],
    };
    return {
      judgement: judgeGate(facts, surroundings.policy, stored.overrides, now),
      asked: askedParties(facts, surroundings.policy),
      surroundings,
    };
  }

  /** Whether a change reaches an entity, by all that is known of its columns. */
  async reaches(change: Change, entityRef: string): Promise<boolean> {
    if (change.entityRef === entityRef) {
      return true;
    }
    return (await this.#closureOf(change)).has(entityRef);
  }

  /** What a change reaches of all that some parties own, nearest first. */
  async reachedOf(
    change: Change,
    owners: ReadonlySet<string>,
  ): Promise<{ ref: string; title: string; owner: string }[]> {
    const closure = await this.#closureOf(change);
    return closure.nodes().flatMap(({ ref }) => {
      const { owner, title } = this.#graph.factsOf(ref) ?? {};
      return owner !== undefined && title !== undefined && owners.has(owner)
        ? [{ ref, title, owner }]
        : [];
    });
  }

  /** As {@link GateKeeper.survey} and {@link GateKeeper.judge}, at once. */
  async judgeNow(
    stored: Parameters<GateKeeper['judge']>[1],
    now: Date,
  ): Promise<Judged> {
    const [surroundings, history] = await Promise.all([
      this.survey(stored.change),
      this.#store.getHistory(stored.change.entityRef),
    ]);
    return this.judge(surroundings, stored, history, now);
  }

  async #closureOf(change: Change) {
    const [index, difference] = await Promise.all([
      this.#graph.index(),
      this.#differences.between(change.base, change.contract),
    ]);
    return index.closure(change.entityRef, { columns: columnsOf(difference) });
  }

  /** What agreements in force say of changes, by consumer. */
  async #agreedTerms(
    entityRef: string,
  ): Promise<Map<string, (ChangeTerms | undefined)[]>> {
    const now = new Date();
    const agreed = new Map<string, (ChangeTerms | undefined)[]>();
    for (const agreement of await this.#agreements.listOf(entityRef)) {
      const status = agreementStatus(agreement, now);
      if (status?.state === 'active') {
        const { consumer } = agreement;
        const known = agreed.get(consumer) ?? [];
        agreed.set(consumer, [...known, status.revision.terms.changes]);
      }
    }
    return new Map([...agreed].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #affectedBy({ nodes }: Reached): Map<string, string[]> {
    const titles = new Map<string, string[]>();
    for (const { ref } of nodes) {
      const { owner, title } = this.#graph.factsOf(ref) ?? {};
      if (owner !== undefined && title !== undefined) {
        const known = titles.get(owner) ?? [];
        known.push(title);
        titles.set(owner, known);
      }
    }
    return titles;
  }

  /** Whether all that groups have of it is known not to read what breaks. */
  #isSpared(
    groups: ReadonlySet<string>,
    { closure, direct = [] }: Reached,
  ): boolean {
    const own = direct.filter(({ ref }) => {
      const owner = this.#graph.factsOf(ref)?.owner;
      return owner !== undefined && groups.has(owner);
    });
    return own.length > 0 && own.every(({ ref }) => !closure.has(ref));
  }

  async #criticalPaths({ nodes }: Reached): Promise<GatePath[]> {
    const paths = nodes.filter(
      ({ ref }) =>
        ref.startsWith('decisionpath:') &&
        this.#graph.factsOf(ref)?.criticality === 'critical',
    );
    if (!paths.length) {
      return [];
    }
    const rows: { entity_ref: string; level: GatePath['level'] | null }[] =
      await this.#knex('evidence')
        .join('readiness', 'readiness.entity_id', 'evidence.entity_id')
        .select('evidence.entity_ref', 'readiness.level')
        .whereIn(
          'evidence.entity_ref',
          inList(
            this.#knex,
            'text',
            paths.map(({ ref }) => ref),
          ),
        );
    const levels = new Map(rows.map(row => [row.entity_ref, row.level]));
    return paths.map(({ ref }) => {
      const facts = this.#graph.factsOf(ref)!;
      return {
        ref,
        title: facts.title,
        owner: facts.owner,
        level: levels.get(ref) ?? undefined,
      };
    });
  }
}

function columnsOf(
  difference: ContractDifference | undefined,
): string[] | undefined {
  return difference && brokenColumns(difference.changes);
}

/** What is in force, also when the catalog does not know of it yet. */
export function inForceOf({ versions, ahead }: ReleaseHistory): {
  contract?: string;
  version?: string;
} {
  const current = versions.at(-1);
  return ahead.reduce(
    (before, { contract, version }) => ({
      contract: contract ?? before.contract,
      version: version ?? before.version,
    }),
    { contract: current?.contract, version: current?.version },
  );
}
