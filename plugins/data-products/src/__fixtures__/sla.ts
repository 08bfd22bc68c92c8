import {
  Series,
  seriesSchema,
  slaDetailSchema,
  SlaDetail,
  StretchState,
} from '@handoff/backstage-plugin-data-products-common';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = Date.now();
const ago = (days: number) => new Date(NOW - days * DAY_MS).toISOString();

function strip(
  ...last: StretchState[]
): SlaDetail['objectives'][number]['strip'] {
  return Array.from({ length: 30 }, (_, i) => ({
    from: ago(30 - i),
    to: ago(29 - i),
    state: last[i - 30 + last.length] ?? 'kept',
  }));
}

const objective = {
  comparator: 'at-most' as const,
  target: 21_600,
  unit: 'seconds' as const,
  goal: 0.99,
  window: 'P30D',
  severity: 'critical' as const,
  source: 'spec' as const,
};

/** Two promises: one is kept, the other broken. */
export const sla: SlaDetail = slaDetailSchema.parse({
  entityRef: 'dataproduct:default/customer-360',
  objectives: [
    {
      objective: {
        ...objective,
        name: 'page-up',
        indicator: 'availability',
        promise: 'at least 99 % available, 99 % of the time over 30 days',
      },
      status: {
        state: 'kept',
        reason: 'Last observed 99.9 %; promised is at least 99 %.',
        inTarget: true,
        streak: 12,
        observedAt: ago(0.01),
        source: 'monitoring',
        budget: {
          unit: 'ms',
          total: 25_920_000,
          used: 3_600_000,
          left: 22_320_000,
        },
      },
      strip: strip(),
      breaches: [],
    },
    {
      objective: {
        ...objective,
        name: 'fresh-by-morning',
        indicator: 'freshness',
        promise: 'fresh within 6 h, 99 % of the time over 30 days',
      },
      status: {
        state: 'broken',
        reason: 'The data is 9 h 20 min old; promised is at most 6 h.',
        inTarget: false,
        since: ago(0.14),
        streak: 3,
        observedAt: ago(0.02),
        source: 'airflow',
        budget: {
          unit: 'ms',
          total: 25_920_000,
          used: 38_000_000,
          left: -12_080_000,
        },
      },
      strip: strip('silent', 'broken'),
      breaches: [
        {
          id: '1',
          entityRef: 'dataproduct:default/customer-360',
          objective: 'fresh-by-morning',
          indicator: 'freshness',
          severity: 'critical',
          promise: 'fresh within 6 h, 99 % of the time over 30 days',
          since: ago(0.14),
          openedAt: ago(0.14),
          responsible: ['group:default/customer-data'],
          upstream: [
            {
              entityRef: 'dataproduct:default/crm-accounts',
              objective: 'copied',
            },
          ],
          notified: [],
        },
      ],
    },
  ],
  datedTerms: [{ term: 'renewal', at: '2027-01-31', source: 'spec' }],
  problems: [],
});

/** How the broken promise went: unusually late yesterday. */
export const series: Series = seriesSchema.parse({
  objective: sla.objectives[1].objective,
  bounds: { high: 21_600 },
  points: Array.from({ length: 30 }, (_, i) => ({
    from: ago(30 - i),
    to: ago(29 - i),
    min: 600,
    max: i === 29 ? 33_600 : 14_400 + 60 * i,
    last: 1_200,
    count: 24,
    bad: i === 29 ? 4 : 0,
    state: i === 29 ? 'broken' : 'kept',
  })),
  observations: [
    {
      id: '1',
      value: 33_600,
      observedAt: ago(0.05),
      source: 'airflow',
      kept: false,
      unusual: {
        value: 33_600,
        observedAt: ago(0.05),
        usual: 14_400,
        spread: 1_200,
        reason: '9 h 20 min; usually 4 h ± 20 min',
      },
    },
  ],
  breaches: sla.objectives[1].breaches,
});
