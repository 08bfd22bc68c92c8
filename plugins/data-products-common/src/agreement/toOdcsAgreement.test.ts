import { readContract } from '../contract';
import {
  completeTo98,
  freshWithinSixHours,
  promised,
} from '../sla/__fixtures__/promised';
import { readPromises } from '../sla';
import { agreementStatus } from './agreementStatus';
import { toOdcsAgreement } from './toOdcsAgreement';
import { proposal, revisionOf, signatureOf } from './__fixtures__/proposal';

const objectives = [
  freshWithinSixHours(),
  completeTo98({ element: 'customers.email' }),
  promised({
    name: 'delivered',
    indicator: 'delivery-time',
    comparator: 'at-most',
    target: '09:00+01:00',
    unit: 'time-of-day',
  }),
  promised({
    indicator: 'volume',
    comparator: 'at-least',
    target: 1_000,
    unit: 'count',
    countUnit: 'rows',
  }),
];

const agreement = proposal({
  revisions: [
    revisionOf(1, {
      terms: {
        objectives,
        responseTimes: { acknowledge: 'PT1H', restore: 'P1D' },
        access: 'Role analyst of the warehouse',
        renewOn: '2027-01-31',
      },
    }),
  ],
  signatures: [
    signatureOf({
      side: 'provider',
      signer: 'user:default/ada',
      at: '2026-11-02T00:00:00.000Z',
    }),
  ],
});

describe('an agreement as a document of the standard', () => {
  const { revision, state } = agreementStatus(
    agreement,
    new Date('2026-11-03'),
  )!;
  const document = toOdcsAgreement(agreement, revision, state);

  it('is valid, and read again promises the same', () => {
    const reading = readContract(document);
    expect(reading.problems).toEqual([]);
    const { objectives: read, problems } = readPromises(
      {
        apiVersion: 'handoff/v1alpha1',
        kind: 'DataProduct',
        metadata: { name: 'exported' },
        spec: {},
      },
      reading,
    );
    expect(problems).toEqual([]);
    const measured = ({ name, indicator, element, target, unit }: any) => ({
      name,
      indicator,
      element,
      target,
      unit,
    });
    expect(read.map(measured)).toEqual([
      ...objectives.map(measured),
      {
        name: 'agreed-time-to-detect',
        indicator: 'response-time',
        element: undefined,
        target: 3_600,
        unit: 'seconds',
      },
      {
        name: 'agreed-time-to-repair',
        indicator: 'restore-time',
        element: undefined,
        target: 86_400,
        unit: 'seconds',
      },
    ]);
  });

  it('carries who signed what', () => {
    expect(document).toMatchObject({
      id: 'agreement-1',
      version: '1.0.0',
      status: 'proposed',
      dataProduct: 'dataproduct:default/customer-360',
    });
    expect(document.customProperties).toEqual(
      expect.arrayContaining([
        { property: 'fingerprint', value: 'fingerprint-1' },
        {
          property: 'signatures',
          value: [expect.objectContaining({ signer: 'user:default/ada' })],
        },
      ]),
    );
  });
});
