import {
  Change,
  ChangeState,
  GateVerdict,
} from '@handoff/backstage-plugin-data-products-common';

/** What was in force, as it is stored; empty where there was none. */
export interface ReleaseKey {
  fingerprint: string;
  release: string;
}

/** A row of `contract_version`. */
export interface VersionRow extends ReleaseKey {
  entity_ref: string;
  current_since: string;
  change_id: string | null;
}

/** A row of `change`, as far as it matters here. */
export interface ChangeRow {
  change_id: Change['id'];
  entity_ref: string;
  /** A {@link Change}. */
  document: string;
  state: ChangeState;
  fingerprint: string | null;
  release: string | null;
  verdict: GateVerdict;
  expires_at: string;
  affected: number;
}

/** A row of `rollback`, as far as it matters here. */
export interface RollbackRow {
  entity_ref: string;
  to_version: string;
  at: string;
}

/** That another release or contract of an entity is in force. */
export interface Passage {
  before: ReleaseKey;
  after: ReleaseKey;
  /** All that was in force of the entity, the last of it at the end. */
  history: readonly VersionRow[];
  /** ISO 8601. */
  now: string;
}

/** Whether a change that the gate let pass leads to what is in force now. */
export function isBroughtBy(row: ChangeRow, passage: Passage): boolean {
  const { before, after, history, now } = passage;
  const passed =
    row.state === 'promoted' ||
    (row.state === 'open' && row.verdict !== 'blocked' && row.expires_at > now);
  if (
    !passed ||
    (row.fingerprint ?? before.fingerprint) !== after.fingerprint
  ) {
    return false;
  }
  if ((row.release ?? before.release) !== after.release) {
    return isHalfWay(passage) && startsFrom(row, before);
  }
  // What it brought once it brings again only from where it started.
  const isReturn = history.some(
    version =>
      version.change_id === row.change_id &&
      version.fingerprint === after.fingerprint &&
      version.release === after.release,
  );
  return !isReturn || startsFrom(row, before);
}

/** Whether it was reported that an earlier release is in force again, as it was. */
export function isRolledBackBy(row: RollbackRow, passage: Passage): boolean {
  const { after, before, history } = passage;
  const isAsItWas = history.some(
    version =>
      version.release === row.to_version &&
      version.fingerprint === after.fingerprint,
  );
  return (
    isAsItWas &&
    (after.release === row.to_version || isHalfWay(passage)) &&
    row.at >= sinceWhen(before.release, history)
  );
}

/**
 * The catalog reads a contract that an entity refers to more often than the
 * entity itself: for a while, it has the new one under the old release.
 */
function isHalfWay({ before, after }: Passage): boolean {
  return (
    before.release === after.release && before.fingerprint !== after.fingerprint
  );
}

/** Whether a change leads on from what was in force. */
function startsFrom(row: ChangeRow, before: ReleaseKey): boolean {
  const { base, version }: Change = JSON.parse(row.document);
  return (
    (base ?? '') === before.fingerprint &&
    (row.release === null || (version.from ?? '') === before.release)
  );
}

/** Since when a release is in force, whichever contract it had meanwhile. */
function sinceWhen(release: string, history: readonly VersionRow[]): string {
  const other = history.findLastIndex(version => version.release !== release);
  return history[other + 1].current_since;
}
