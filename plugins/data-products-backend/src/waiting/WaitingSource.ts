import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ResourcePermission } from '@backstage/plugin-permission-common';
import { WaitingItem } from '@handoff/backstage-plugin-data-products-common';
import { Readable } from '../access';
import { TeamTree } from '../evidence';

/** Who asks what waits for them. */
export interface WaitingReader {
  credentials: BackstageCredentials;
  /** Ref of the person. */
  person: string;
  /** The person, and all groups that they belong to, as last seen. */
  parties: ReadonlySet<string>;
  tree: TeamTree;
  readable: Readable;
  now: Date;
}

type Untitled<T> = T extends unknown ? Omit<T, 'title'> : never;

/** Something that waits, as long as the reader has the permission that it takes. */
export interface FoundWaiting {
  item: Untitled<WaitingItem>;
  /** On the entity; nothing when the source has asked for it. */
  takes?: ResourcePermission;
}

/** One kind of things that wait for people. */
export interface WaitingSource {
  /** All that waits for the reader, of entities that they may read. */
  find(reader: WaitingReader): Promise<FoundWaiting[]>;
}

/** Those of the parties for which the reader can act, with what they are called. */
export function readersAmong(
  parties: readonly string[],
  reader: WaitingReader,
): WaitingItem['parties'] {
  return parties
    .filter(ref => reader.parties.has(ref))
    .map(ref => ({ ref, title: reader.tree.titleOf(ref) }));
}
