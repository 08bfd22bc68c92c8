import {
  AgreementDetail,
  ChangeDetail,
  HandoffDetail,
  WaiverDetail,
} from '@handoff/backstage-plugin-data-products-common';
import { contractOf } from './exampleCompany';
import { ExamplePortal } from './startExamplePortal';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The tokens of those who make items: the owner, and who holds the role. */
interface Makers {
  owner: string;
  holder: string;
}

/** Makes things for people to act on, each on a product of its own. */
export class ExampleItems {
  readonly #portal: ExamplePortal;
  readonly #makers: Makers;
  readonly #products: string[];

  constructor(portal: ExamplePortal, makers: Makers, products: string[]) {
    this.#portal = portal;
    this.#makers = makers;
    this.#products = [...products];
  }

  /** The ref of a product that nothing was done with. */
  product(): string {
    const name = this.#products.pop();
    if (!name) {
      throw new Error('all products are taken: have the company make more');
    }
    return `dataproduct:default/${name}`;
  }

  requestOfHandoff() {
    return {
      entityRef: this.product(),
      release: '2.4.0',
      checklist: 'into-production',
    };
  }

  async handoff(): Promise<HandoffDetail> {
    return this.#make('owner', '/handoffs', this.requestOfHandoff());
  }

  async approvedHandoff(): Promise<HandoffDetail> {
    const { id, content } = await this.handoff();
    return this.#make('holder', `/handoffs/${id}/items/access/signatures`, {
      decision: 'approve',
      fingerprint: content!.fingerprint,
    });
  }

  proposal() {
    return {
      entityRef: this.product(),
      consumer: 'group:default/finance',
      terms: this.terms(300),
    };
  }

  /** @param days - from now, until they are to be renewed */
  terms(days: number) {
    const renewOn = new Date(Date.now() + days * DAY_MS);
    return {
      objectives: ['fresh'],
      renewOn: renewOn.toISOString().slice(0, 10),
    };
  }

  async agreement(): Promise<AgreementDetail> {
    return this.#make('owner', '/agreements', this.proposal());
  }

  requestOfWaiver() {
    return {
      entityRef: this.product(),
      check: 'runbook',
      reason: 'It is being written.',
      until: new Date(Date.now() + 30 * DAY_MS).toISOString(),
    };
  }

  async waiver(): Promise<WaiverDetail> {
    return this.#make('owner', '/waivers', this.requestOfWaiver());
  }

  async approvedWaiver(): Promise<WaiverDetail> {
    const { id } = await this.waiver();
    return this.#make('holder', `/waivers/${id}/decision`, {
      decision: 'approve',
    });
  }

  /** Of a column that is dropped, which the schema's approvers have to accept. */
  proposalOfChange() {
    return {
      entityRef: this.product(),
      kind: 'schema',
      title: 'Drop the e-mail',
      contract: contractOf('3.0.0', ['id']),
      version: { to: '3.0.0' },
    };
  }

  async change(): Promise<ChangeDetail> {
    return this.#make('owner', '/changes', this.proposalOfChange());
  }

  async acceptedChange(): Promise<ChangeDetail> {
    const { id } = await this.change();
    return this.#make('holder', `/changes/${id}/acknowledgements`, {
      decision: 'accept',
    });
  }

  /** Of a release that the catalog does not have: it went back already. */
  async promotedChange(): Promise<ChangeDetail> {
    const { id } = await this.acceptedChange();
    return this.#make('owner', `/changes/${id}/promotions`, {});
  }

  /** Of the contract that a product has. */
  async contractFingerprint(name: string): Promise<string> {
    const path = `/contracts/dataproduct/default/${name}/versions`;
    const token = this.#makers.owner;
    const { body } = await this.#portal.send('get', path, { token });
    return body.items[0].fingerprint;
  }

  async #make(maker: keyof Makers, path: string, body: object): Promise<any> {
    const token = this.#makers[maker];
    const answer = await this.#portal.send('post', path, { token, body });
    if (answer.status !== 200) {
      throw new Error(`${path} was refused: ${answer.text}`);
    }
    return answer.body;
  }
}
