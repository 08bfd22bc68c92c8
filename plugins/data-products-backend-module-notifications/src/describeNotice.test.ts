import { NoticeBreach } from '@handoff/backstage-plugin-data-products-node';
import { describeMessage, describeNotice } from './describeNotice';

const FRESHNESS: NoticeBreach = {
  entityRef: 'dataproduct:default/customer-360',
  title: 'Customer 360',
  objective: 'fresh-by-morning',
  severity: 'critical',
  datasets: ['snowflake://acme/analytics.customer_360', 'dbt://shop/c360.*'],
  promise: 'At most 6 h old, 99 % of the time over 30 days',
  observed: 'The data is 9 h 4 min old; promised is at most 6 h.',
  since: '2026-11-21T06:10:00.000Z',
  runbook: 'https://runbooks.example/c360',
  affects: [],
};

describe('describeNotice', () => {
  it('says the data, the objective, observed against promised, and the runbook', () => {
    expect(
      describeNotice({
        id: 'breaches-1',
        recipients: ['group:default/customer-data'],
        breaches: [FRESHNESS],
      }),
    ).toEqual({
      title: 'Customer 360: fresh-by-morning is broken',
      description: [
        'Customer 360: fresh-by-morning is broken. The data is 9 h 4 min old; promised is at most 6 h.',
        'Promised: At most 6 h old, 99 % of the time over 30 days',
        'Since: 2026-11-21 06:10 UTC',
        'Data: snowflake://acme/analytics.customer_360, dbt://shop/c360.*',
        'Runbook: https://runbooks.example/c360',
      ].join('\n'),
      link: '/catalog/default/dataproduct/customer-360/sla',
      severity: 'critical',
      topic: 'broken-promises',
      scope: 'breaches-1',
    });
  });

  it('tells of several at once, and of what follows from them', () => {
    const payload = describeNotice({
      id: 'breaches-2',
      recipients: ['group:default/customer-data'],
      breaches: [
        FRESHNESS,
        {
          ...FRESHNESS,
          objective: 'emails-complete',
          severity: 'medium',
          runbook: undefined,
          datasets: [],
          affects: [
            {
              entityRef: 'dataproduct:default/executive-kpis',
              title: 'Executive KPIs',
              objective: 'complete',
            },
          ],
        },
      ],
    });
    expect(payload.title).toBe(
      'Customer 360: fresh-by-morning is broken, and 1 more broken promise',
    );
    expect(payload.description).toContain(
      'In consequence, of what you answer for: Executive KPIs (complete)',
    );
    expect(payload.description).toContain('No runbook is named');
  });
});

describe('describeMessage', () => {
  it('leads to the first tab where it names none', () => {
    expect(
      describeMessage({
        id: 'waiver-1-requested',
        recipients: ['group:default/governance'],
        topic: 'waivers',
        title: 'Orders: a waiver of “Runbook” waits for your decision',
        text: 'Approve or reject it on the readiness card.',
        severity: 'medium',
        entityRef: 'dataproduct:default/orders',
        tab: '',
      }).link,
    ).toBe('/catalog/default/dataproduct/orders');
  });

  it('leads to what it is about on the tab', () => {
    expect(
      describeMessage({
        id: 'change-1 asks group:default/finance',
        recipients: ['group:default/finance'],
        topic: 'changes',
        title: 'Customer 360: a change waits for your answer by 2026-12-03',
        text: 'Accept it or object to it.',
        severity: 'high',
        entityRef: 'dataproduct:default/customer-360',
        tab: 'changes',
        search: 'change=0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b10',
      }).link,
    ).toBe(
      '/catalog/default/dataproduct/customer-360/changes?change=0198c2f4-4b8e-7cc3-9f5e-2f6f1d9a7b10',
    );
  });

  it('leads to the tab that shows it', () => {
    expect(
      describeMessage({
        id: 'agreement-1-renewal-2027-01-31-30',
        recipients: ['group:default/finance'],
        topic: 'agreements',
        title: 'Customer 360: the agreement ends in 30 days',
        text: 'Agree anew before 2027-01-31.',
        severity: 'medium',
        entityRef: 'dataproduct:default/customer-360',
        tab: 'sla',
      }),
    ).toEqual({
      title: 'Customer 360: the agreement ends in 30 days',
      description: 'Agree anew before 2027-01-31.',
      link: '/catalog/default/dataproduct/customer-360/sla',
      severity: 'normal',
      topic: 'agreements',
      scope: 'agreement-1-renewal-2027-01-31-30',
    });
  });
});
