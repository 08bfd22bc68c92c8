import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { LedgerQuery } from '@handoff/backstage-plugin-data-products-common';
import { DateTime } from 'luxon';
import { PAGE_SIZES, PageSize } from '../explore/exploreView';
import { ViewCodec } from '../explore/usePagedView';

/** What narrows the ledger; all of it must hold. */
export const LEDGER_FILTERS = [
  'subject',
  'actor',
  'action',
  'from',
  'to',
] as const;

/** Empty where nothing is asked; `from` and `to` are days, both included. */
export type LedgerFilters = Record<(typeof LEDGER_FILTERS)[number], string>;

/** All that the address of the ledger says. */
export interface LedgerView {
  filters: LedgerFilters;
  limit: PageSize;
  cursor?: string;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** The ledger as it stands in an address. */
export const LEDGER_VIEW: ViewCodec<LedgerView> = {
  read(params) {
    const text = (name: string) => params.get(name) ?? '';
    const limit = Number(params.get('limit'));
    return {
      filters: {
        subject: text('subject'),
        actor: text('actor'),
        action: text('action'),
        from: dayOf(text('from')),
        to: dayOf(text('to')),
      },
      limit: PAGE_SIZES.find(size => size === limit) ?? PAGE_SIZES[0],
      cursor: params.get('cursor') || undefined,
    };
  },
  write({ filters, limit, cursor }) {
    const params = new URLSearchParams(
      LEDGER_FILTERS.filter(name => filters[name]).map(name => [
        name,
        filters[name],
      ]),
    );
    if (limit !== PAGE_SIZES[0]) {
      params.set('limit', String(limit));
    }
    if (cursor) {
      params.set('cursor', cursor);
    }
    return params;
  },
};

/** The request that a view stands for; days are those of the reader. */
export function toLedgerQuery({
  filters,
  limit,
  cursor,
}: LedgerView): LedgerQuery {
  const { subject, actor, action, from, to } = filters;
  return {
    subject: subject || undefined,
    actor: actor || undefined,
    action: action || undefined,
    from: from ? startOf(from, 0) : undefined,
    to: to ? startOf(to, 1) : undefined,
    limit,
    cursor,
  };
}

/**
 * The name of a person or subject as entries have it: a ref that was written
 * short is made a full one, other names stay.
 */
export function toRecordedName(written: string): string {
  const name = written.trim();
  if (!name.includes(':')) {
    return name;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(name, { defaultNamespace: 'default' }),
    );
  } catch {
    return name;
  }
}

function dayOf(text: string): string {
  return DAY.test(text) && DateTime.fromISO(text).isValid ? text : '';
}

function startOf(day: string, plusDays: number): string {
  return DateTime.fromISO(day)
    .plus({ days: plusDays })
    .startOf('day')
    .toUTC()
    .toISO()!;
}
