/** How much is measured. */
export interface LedgerSize {
  /** Appends of one entry each, one after the other. */
  singleAppends: number;
  /** How often they are measured beside the floor, in turn. */
  rounds: number;
  /** Entries that many callers append at the same time. */
  groupedEntries: number;
  verifiedEntries: number;
}

/** What the published figures come from. */
export const FULL_LEDGER: LedgerSize = {
  singleAppends: 1000,
  rounds: 7,
  groupedEntries: 200_000,
  verifiedEntries: 1_000_000,
};

/** Small enough to try a change of the benchmark itself. */
export const QUICK_LEDGER: LedgerSize = {
  singleAppends: 50,
  rounds: 3,
  groupedEntries: 5000,
  verifiedEntries: 20_000,
};
