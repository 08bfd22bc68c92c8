import { WaiverDetail } from '@handoff/backstage-plugin-data-products-common';
import {
  FoundWaiting,
  readersAmong,
  WaitingReader,
  WaitingSource,
} from '../../waiting/WaitingSource';
import { WaiverService } from './WaiverService';

const PAGE_SIZE = 200;

/** Waivers to decide. */
export class WaitingWaivers implements WaitingSource {
  readonly #service: WaiverService;

  static create(service: WaiverService) {
    return new WaitingWaivers(service);
  }

  private constructor(service: WaiverService) {
    this.#service = service;
  }

  async find(reader: WaitingReader): Promise<FoundWaiting[]> {
    const waivers: WaiverDetail[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#service.list(
        { waitingFor: 'me', limit: PAGE_SIZE, cursor },
        reader.credentials,
      );
      waivers.push(...page.items);
      cursor = page.pageInfo.nextCursor;
    } while (cursor !== undefined);
    return waivers.map(waiver => ({
      item: {
        kind: 'waiver',
        id: `waiver ${waiver.id}`,
        entityRef: waiver.entityRef,
        waiverId: waiver.id,
        check: waiver.check,
        reason: waiver.reason,
        parties: readersAmong(
          waiver.approvers.map(({ ref }) => ref),
          reader,
        ),
        since: waiver.requestedAt,
        // What has ended cannot be decided any more.
        due: waiver.until,
        requestedBy: waiver.requestedBy,
      },
    }));
  }
}
