import { describeRef } from '../../kinds';
import { GateFacts } from './GateFacts';

/** What a party is called, in words where it has no title. */
export function nameParty({ titles }: GateFacts, ref: string): string {
  return titles?.[ref] ?? describeRef(ref);
}
