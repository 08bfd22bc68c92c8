import { Handoff } from '@handoff/backstage-plugin-data-products-common';
import { Parties } from '../access';
import { MembershipsNow } from './HandoffSurroundings';

/** Asks the catalog who belongs to the parties of a handoff, now. */
export class HandoffParties {
  readonly #parties: Parties;

  static create(parties: Parties) {
    return new HandoffParties(parties);
  }

  private constructor(parties: Parties) {
    this.#parties = parties;
  }

  /**
   * Of everybody who has signed, for the parties for which they did.
   *
   * @param others - parties of whom else something is asked
   */
  async membershipsOf(
    { signatures }: Pick<Handoff, 'signatures'>,
    others: readonly { person: string; parties: readonly string[] }[] = [],
  ): Promise<MembershipsNow> {
    const asked = new Map<string, Set<string>>();
    const ask = (person: string, party: string) => {
      const parties = asked.get(person) ?? new Set();
      asked.set(person, parties.add(party));
    };
    signatures.forEach(({ signer, party }) => ask(signer, party));
    for (const { person, parties } of others) {
      parties.forEach(party => ask(person, party));
    }
    return new Map(
      await Promise.all(
        [...asked].map(
          async ([person, parties]) =>
            [person, await this.#among(person, [...parties])] as const,
        ),
      ),
    );
  }

  async #among(
    person: string,
    parties: readonly string[],
  ): Promise<Map<string, boolean>> {
    return new Map(
      await Promise.all(
        parties.map(
          async party =>
            [party, await this.#parties.isMemberNow(person, party)] as const,
        ),
      ),
    );
  }
}
