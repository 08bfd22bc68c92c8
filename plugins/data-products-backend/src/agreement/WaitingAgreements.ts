import {
  Agreement,
  agreementProposePermission,
  AgreementSide,
  agreementSignPermission,
  agreementStatus,
  AgreementStatus,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import {
  FoundWaiting,
  readersAmong,
  WaitingReader,
  WaitingSource,
} from '../waiting/WaitingSource';
import { AgreementStore } from './AgreementStore';
import { awaitedSides, breachedByChange } from './AgreementView';
import { readPromised } from './readPromised';

interface Standing {
  agreement: Agreement;
  status: AgreementStatus;
}

/** Agreements to sign, and those of which less is promised than was signed. */
export class WaitingAgreements implements WaitingSource {
  readonly #knex: Knex;
  readonly #store: AgreementStore;

  static create(options: { knex: Knex; store: AgreementStore }) {
    return new WaitingAgreements(options.knex, options.store);
  }

  private constructor(knex: Knex, store: AgreementStore) {
    this.#knex = knex;
    this.#store = store;
  }

  async find(reader: WaitingReader): Promise<FoundWaiting[]> {
    const stored = await this.#store.listLive([...reader.parties]);
    const standings = stored.flatMap((agreement): Standing[] => {
      const status = agreementStatus(agreement, reader.now);
      return status && reader.readable.has(agreement.entityRef)
        ? [{ agreement, status }]
        : [];
    });
    const proposed = ofEachPair(standings, 'proposed');
    const active = ofEachPair(standings, 'active');
    // Where terms are proposed, these wait for whoever has not signed them.
    const unanswered = [...active.values()].filter(
      ({ agreement }) =>
        reader.parties.has(agreement.provider) &&
        !proposed.has(pairOf(agreement)),
    );
    const promised = await readPromised(
      this.#knex,
      unanswered.map(({ agreement }) => agreement.entityRef),
    );
    return [
      ...[...proposed.values()].flatMap(standing =>
        toSigning(standing, active.get(pairOf(standing.agreement)), reader),
      ),
      ...unanswered.flatMap(standing => {
        const breached = breachedByChange(
          standing.status,
          promised(standing.agreement.entityRef),
        );
        return breached.length ? [toBreach(standing, breached, reader)] : [];
      }),
    ];
  }
}

function toSigning(
  { agreement, status }: Standing,
  inForce: Standing | undefined,
  reader: WaitingReader,
): FoundWaiting[] {
  const sides = awaitedSides(agreement, status, reader.tree, reader.person);
  const { proposedAt, proposedBy } = status.revision;
  return sides.length
    ? [
        {
          item: {
            kind: 'agreement',
            id: `agreement ${agreement.id}`,
            ...aboutAgreement({ agreement, status }, sides, reader),
            since: proposedAt,
            // Nothing is agreed between the two from then on.
            due: inForce?.status.validUntil,
            requestedBy: proposedBy,
          },
          takes: agreementSignPermission,
        },
      ]
    : [];
}

/** It is for the provider to promise as much again, or to propose other terms. */
function toBreach(
  standing: Standing,
  breached: ReturnType<typeof breachedByChange>,
  reader: WaitingReader,
): FoundWaiting {
  return {
    item: {
      kind: 'breach',
      id: `breach ${standing.agreement.id}`,
      ...aboutAgreement(standing, ['provider'], reader),
      changes: breached.map(({ name, words }) => `${name}: ${words}`),
    },
    takes: agreementProposePermission,
  };
}

function aboutAgreement(
  { agreement, status }: Standing,
  sides: readonly AgreementSide[],
  reader: WaitingReader,
) {
  const other = agreement[sides.includes('provider') ? 'consumer' : 'provider'];
  return {
    entityRef: agreement.entityRef,
    agreementId: agreement.id,
    revision: status.revision.revision,
    parties: readersAmong(
      sides.map(side => agreement[side]),
      reader,
    ),
    counterparty: { ref: other, title: reader.tree.titleOf(other) },
  };
}

/** There is one of a state between the same two about the same entity. */
function ofEachPair(
  standings: readonly Standing[],
  state: AgreementStatus['state'],
): Map<string, Standing> {
  return new Map(
    standings
      .filter(({ status }) => status.state === state)
      .map(standing => [pairOf(standing.agreement), standing]),
  );
}

function pairOf({ entityRef, provider, consumer }: Agreement): string {
  return `${entityRef} ${provider} ${consumer}`;
}
