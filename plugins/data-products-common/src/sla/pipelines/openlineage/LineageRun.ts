/** The run that an event is about. */
export interface LineageRun {
  id: string;
  /** When the event was, in epoch ms. */
  at: number;
  /** Who measured it: the client's job. */
  source: string;
}
